variable "database_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

variable "ssl_key_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_postgresql" "example" {
  name        = "reporting_pg"
  description = "Reporting database"

  host                = "db.example.com"
  port                = 5432
  db                  = "reporting"
  user                = "dataiku"
  password_wo         = var.database_password
  password_wo_version = 1

  properties                   = { sslmode = "verify-full" }
  secret_properties_wo         = { sslpassword = var.ssl_key_password }
  secret_properties_wo_version = 1

  naming_rule = {
    table_name_dataset_name_prefix = "$${projectKey}_" # a variable of DSS, not of Terraform
  }

  allow_managed_datasets = true
  indexing_settings      = { index_indices = true }
}
