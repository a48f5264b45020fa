resource "dataiku_instance_variable" "region" {
  name       = "region"
  value_json = jsonencode("eu")
}

# Fails when the variable does not exist.
data "dataiku_instance_variable" "region" {
  name = dataiku_instance_variable.region.name
}

output "region" {
  value = jsondecode(data.dataiku_instance_variable.region.value_json)
}
