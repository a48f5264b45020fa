variable "snowflake_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_snowflake" "example" {
  name        = "warehouse_sf"
  description = "Warehouse of the analysts"

  user                = "DATAIKU"
  password_wo         = var.snowflake_password
  password_wo_version = 1

  # Their names in the API are not published: take them from a connection that exists.
  params_json = jsonencode({
    host      = "acme.snowflakecomputing.com"
    db        = "ANALYTICS"
    warehouse = "WH_SMALL"
    role      = "DATAIKU"
    schema    = "PUBLIC"
  })

  properties = { CLIENT_SESSION_KEEP_ALIVE = "true" }
}
