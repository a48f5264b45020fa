data "dataiku_filesystem_connections" "all" {}

output "roots" {
  value = { for c in data.dataiku_filesystem_connections.all.connections : c.name => c.root }
}
