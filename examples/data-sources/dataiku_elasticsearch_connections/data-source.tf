data "dataiku_elasticsearch_connections" "all" {}

output "connections_without_tls" {
  value = [for c in data.dataiku_elasticsearch_connections.all.connections : c.name if !c.ssl]
}
