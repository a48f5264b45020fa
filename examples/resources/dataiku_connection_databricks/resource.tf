variable "databricks_token" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_databricks" "example" {
  name        = "warehouse_dbx"
  description = "SQL warehouse of the analysts"

  host                             = "adb-1234567890123456.7.azuredatabricks.net"
  port                             = 443
  ssl                              = true
  http_path                        = "/sql/1.0/warehouses/abc123"
  auth_type                        = "PERSONAL_ACCESS_TOKEN"
  personal_access_token_wo         = var.databricks_token
  personal_access_token_wo_version = 1
}
