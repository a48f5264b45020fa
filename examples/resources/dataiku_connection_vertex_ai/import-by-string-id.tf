import {
  to = dataiku_connection_vertex_ai.example
  id = "vertex"
}
