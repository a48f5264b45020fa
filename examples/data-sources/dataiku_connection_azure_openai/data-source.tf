resource "dataiku_connection_azure_openai" "azure_openai" {
  name           = "azure_openai"
  max_activities = 8
}

data "dataiku_connection_azure_openai" "azure_openai" {
  name = dataiku_connection_azure_openai.azure_openai.id
}

output "max_activities" {
  value = data.dataiku_connection_azure_openai.azure_openai.max_activities
}
