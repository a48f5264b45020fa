variable "database_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_mongodb" "example" {
  name        = "orders_mongo"
  description = "Orders"

  # Their names in the API are not published: take them from a connection that exists.
  params_json = jsonencode({
    host = "mongo.example.com"
    port = 27017
    db   = "orders"
    user = "dataiku"
  })
  secret_params_wo         = { password = var.database_password }
  secret_params_wo_version = 1
}
