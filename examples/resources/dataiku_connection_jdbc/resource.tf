variable "database_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_jdbc" "example" {
  name        = "archive_jdbc"
  description = "Archive, by the driver that its vendor gave us"

  # Their names in the API are not published: take them from a connection that exists.
  params_json = jsonencode({
    driverClass = "org.mariadb.jdbc.Driver"
    jdbcurl     = "jdbc:mariadb://archive.example.com:3306/archive"
    user        = "dataiku"
  })
  secret_params_wo         = { password = var.database_password }
  secret_params_wo_version = 1

  properties             = { connectTimeout = "10000" }
  allow_managed_datasets = false
}
