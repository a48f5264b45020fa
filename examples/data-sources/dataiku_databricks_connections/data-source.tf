data "dataiku_databricks_connections" "all" {}

output "http_paths" {
  value = { for c in data.dataiku_databricks_connections.all.connections : c.name => c.http_path }
}
