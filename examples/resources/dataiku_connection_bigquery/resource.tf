variable "service_account_key" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_bigquery" "example" {
  name        = "warehouse_bq"
  description = "Warehouse of the analysts"

  auth_type                     = "KEYPAIR"
  app_secret_content_wo         = var.service_account_key
  app_secret_content_wo_version = 1
  params_json                   = jsonencode({ projectId = "acme-analytics" })
}
