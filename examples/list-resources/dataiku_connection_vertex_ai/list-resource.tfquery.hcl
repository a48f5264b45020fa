list "dataiku_connection_vertex_ai" "all" {
  provider = dataiku
}
