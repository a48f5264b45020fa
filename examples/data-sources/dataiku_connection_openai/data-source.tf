resource "dataiku_connection_openai" "openai" {
  name           = "openai"
  max_activities = 8
}

data "dataiku_connection_openai" "openai" {
  name = dataiku_connection_openai.openai.id
}

output "max_activities" {
  value = data.dataiku_connection_openai.openai.max_activities
}
