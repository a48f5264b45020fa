data "dataiku_sqlserver_connections" "all" {}

output "hosts" {
  value = { for c in data.dataiku_sqlserver_connections.all.connections : c.name => c.host }
}
