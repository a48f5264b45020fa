variable "database_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_postgresql" "reporting" {
  name                = "reporting_pg"
  host                = "db.example.com"
  db                  = "reporting"
  user                = "dataiku"
  password_wo         = var.database_password
  password_wo_version = 1
}

ephemeral "dataiku_connection_info" "reporting" {
  name = dataiku_connection_postgresql.reporting.id
}

# Another database of the same server with the same login. The password is in no state and in no plan.
resource "dataiku_connection_postgresql" "archive" {
  name                = "archive_pg"
  host                = "db.example.com"
  db                  = "archive"
  user                = "dataiku"
  password_wo         = ephemeral.dataiku_connection_info.reporting.resolved_basic_credential.password
  password_wo_version = 1
}
