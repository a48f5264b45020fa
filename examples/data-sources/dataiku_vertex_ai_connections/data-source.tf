data "dataiku_vertex_ai_connections" "all" {}

output "projects" {
  value = { for c in data.dataiku_vertex_ai_connections.all.connections : c.name => c.project_id }
}
