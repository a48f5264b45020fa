data "dataiku_mysql_connections" "all" {}

output "hosts" {
  value = { for c in data.dataiku_mysql_connections.all.connections : c.name => c.host }
}
