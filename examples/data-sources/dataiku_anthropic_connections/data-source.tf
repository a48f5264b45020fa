data "dataiku_anthropic_connections" "all" {}

output "groups" {
  value = { for c in data.dataiku_anthropic_connections.all.connections : c.name => c.allowed_groups if c.usable_by == "ALLOWED" }
}
