# One variable; all others are left alone.
resource "dataiku_instance_variable" "example" {
  name       = "region"
  value_json = jsonencode("eu")
}

# Any JSON value.
resource "dataiku_instance_variable" "retention" {
  name = "retention"

  value_json = jsonencode({
    days    = 30
    archive = true
  })
}
