variable "database_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_sqlserver" "example" {
  name        = "finance_mssql"
  description = "Database of the finance department"

  host                = "mssql.example.com"
  port                = 1433
  db                  = "finance"
  user                = "dataiku"
  password_wo         = var.database_password
  password_wo_version = 1

  properties = { encrypt = "true" }

  naming_rule = {
    table_name_dataset_name_prefix = "$${projectKey}_" # a variable of DSS, not of Terraform
  }
}
