resource "dataiku_connection_vertex_ai" "vertex" {
  name       = "vertex"
  project_id = "acme-analytics"
}

data "dataiku_connection_vertex_ai" "vertex" {
  name = dataiku_connection_vertex_ai.vertex.id
}

output "project" {
  value = data.dataiku_connection_vertex_ai.vertex.project_id
}
