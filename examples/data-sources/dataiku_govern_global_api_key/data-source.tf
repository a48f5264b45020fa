resource "dataiku_govern_global_api_key" "monitoring" {
  label = "Monitoring"
}

# The key itself is not shown.
data "dataiku_govern_global_api_key" "monitoring" {
  id = dataiku_govern_global_api_key.monitoring.id
}
