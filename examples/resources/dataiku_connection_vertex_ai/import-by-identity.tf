import {
  to = dataiku_connection_vertex_ai.example
  identity = {
    name = "vertex"
  }
}
