resource "dataiku_connection_bedrock" "bedrock" {
  name           = "bedrock"
  max_activities = 8
}

data "dataiku_connection_bedrock" "bedrock" {
  name = dataiku_connection_bedrock.bedrock.id
}

output "max_activities" {
  value = data.dataiku_connection_bedrock.bedrock.max_activities
}
