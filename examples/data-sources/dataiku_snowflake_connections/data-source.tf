data "dataiku_snowflake_connections" "all" {}

output "users" {
  value = { for c in data.dataiku_snowflake_connections.all.connections : c.name => c.user }
}
