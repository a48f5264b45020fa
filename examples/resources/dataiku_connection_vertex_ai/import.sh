# The name
terraform import dataiku_connection_vertex_ai.example "vertex"
