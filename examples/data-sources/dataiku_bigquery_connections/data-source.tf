data "dataiku_bigquery_connections" "all" {}

output "connections_with_keys" {
  value = [for c in data.dataiku_bigquery_connections.all.connections : c.name if c.auth_type == "KEYPAIR"]
}
