data "dataiku_connections" "all" {}

output "connections_that_everybody_may_write" {
  value = [for c in data.dataiku_connections.all.connections : c.name if c.usable_by == "ALL" && c.allow_write]
}
