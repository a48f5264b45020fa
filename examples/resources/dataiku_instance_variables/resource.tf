# Owns all variables of the node: the ones that are not here are removed.
resource "dataiku_instance_variables" "example" {
  variables_json = jsonencode({
    region      = "eu"
    retention   = { days = 30, archive = true }
    data_owners = ["ada", "grace"]
  })
}
