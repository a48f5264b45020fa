resource "dataiku_global_api_key" "monitoring" {
  label = "Monitoring"
}

# The key itself is not shown.
data "dataiku_global_api_key" "monitoring" {
  id = dataiku_global_api_key.monitoring.id
}
