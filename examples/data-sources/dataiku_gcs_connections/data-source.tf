data "dataiku_gcs_connections" "all" {}

output "connections_for_folders" {
  value = [for c in data.dataiku_gcs_connections.all.connections : c.name if c.allow_managed_folders]
}
