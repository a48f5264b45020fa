variable "snowflake_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

variable "openai_api_key" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_group" "analysts" {
  name = "warehouse-analysts"
}

# A type that has no resource of its own: params as the API names them.
resource "dataiku_connection" "example" {
  name        = "warehouse_snowflake"
  type        = "Snowflake"
  description = "Warehouse of the analysts"

  params_json = jsonencode({
    host      = "acme.snowflakecomputing.com"
    db        = "ANALYTICS"
    warehouse = "WH_SMALL"
    role      = "DATAIKU"
    user      = "DATAIKU"
    namingRule = {
      tableNameDatasetNamePrefix = "$${projectKey}_" # a variable of DSS, not of Terraform
    }
  })
  secret_params_wo         = { password = var.snowflake_password }
  secret_params_wo_version = 1
  properties               = { CLIENT_SESSION_KEEP_ALIVE = "true" }

  usable_by      = "ALLOWED"
  allowed_groups = [dataiku_group.analysts.name]
  max_activities = 8

  details_readability = {
    readable_by    = "ALLOWED"
    allowed_groups = [dataiku_group.analysts.name]
  }
}

resource "dataiku_connection" "openai" {
  name                     = "openai"
  type                     = "OpenAI"
  secret_params_wo         = { apiKey = var.openai_api_key }
  secret_params_wo_version = 1
  allow_managed_datasets   = false
}
