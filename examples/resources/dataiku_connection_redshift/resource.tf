variable "database_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_redshift" "example" {
  name        = "warehouse_redshift"
  description = "Warehouse of the analysts"

  host                = "acme.abc123.eu-west-1.redshift.amazonaws.com"
  port                = 5439
  db                  = "analytics"
  user                = "dataiku"
  password_wo         = var.database_password
  password_wo_version = 1

  redshift_authentication_mode = "USER_PASSWORD"

  driver_mode    = "CUSTOM_REDSHIFT"
  jars_directory = "lib/jdbc/aws-redshift"
  iam_role       = "arn:aws:iam::123456789012:role/redshift"
  properties     = { ssl = "true" }

  naming_rule = {
    table_name_dataset_name_prefix = "$${projectKey}_" # a variable of DSS, not of Terraform
  }
}
