resource "dataiku_connection_anthropic" "anthropic" {
  name           = "anthropic"
  max_activities = 8
}

data "dataiku_connection_anthropic" "anthropic" {
  name = dataiku_connection_anthropic.anthropic.id
}

output "max_activities" {
  value = data.dataiku_connection_anthropic.anthropic.max_activities
}
