variable "database_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_oracle" "example" {
  name        = "erp_oracle"
  description = "Read-only copy of the ERP"

  # Their names in the API are not published: take them from a connection that exists.
  params_json = jsonencode({
    host = "oracle.example.com"
    port = 1521
    user = "DATAIKU"
  })
  secret_params_wo         = { password = var.database_password }
  secret_params_wo_version = 1

  properties  = { "oracle.jdbc.ReadTimeout" = "60000" }
  allow_write = false
}
