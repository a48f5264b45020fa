data "dataiku_mongodb_connections" "all" {}

output "connections_that_write" {
  value = [for c in data.dataiku_mongodb_connections.all.connections : c.name if c.allow_write]
}
