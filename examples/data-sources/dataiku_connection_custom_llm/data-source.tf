resource "dataiku_connection_custom_llm" "own_llm" {
  name           = "own_llm"
  max_activities = 8
}

data "dataiku_connection_custom_llm" "own_llm" {
  name = dataiku_connection_custom_llm.own_llm.id
}

output "max_activities" {
  value = data.dataiku_connection_custom_llm.own_llm.max_activities
}
