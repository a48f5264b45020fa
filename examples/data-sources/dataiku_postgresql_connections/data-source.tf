data "dataiku_postgresql_connections" "all" {}

output "connections_without_tls" {
  value = [
    for c in data.dataiku_postgresql_connections.all.connections : c.name
    if lookup(c.properties, "sslmode", "disable") == "disable"
  ]
}
