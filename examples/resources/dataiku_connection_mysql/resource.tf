variable "database_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_mysql" "example" {
  name        = "shop_mysql"
  description = "Database of the web shop"

  host                = "mysql.example.com"
  db                  = "shop"
  user                = "dataiku"
  password_wo         = var.database_password
  password_wo_version = 1
  params_json         = jsonencode({ port = 3306 })

  properties  = { sslMode = "REQUIRED" }
  allow_write = false
}
