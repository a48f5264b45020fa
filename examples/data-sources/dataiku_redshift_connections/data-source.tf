data "dataiku_redshift_connections" "all" {}

output "drivers" {
  value = { for c in data.dataiku_redshift_connections.all.connections : c.name => c.driver_mode }
}
