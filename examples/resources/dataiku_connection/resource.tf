variable "trino_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

variable "mistral_api_key" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_group" "analysts" {
  name = "warehouse-analysts"
}

# A type that has no resource of its own: params as the API names them.
resource "dataiku_connection" "example" {
  name        = "lakehouse_trino"
  type        = "Trino"
  description = "Lakehouse of the analysts"

  params_json = jsonencode({
    host = "trino.example.com"
    port = 8443
    db   = "hive"
    user = "dataiku"
    namingRule = {
      tableNameDatasetNamePrefix = "$${projectKey}_" # a variable of DSS, not of Terraform
    }
  })
  secret_params_wo         = { password = var.trino_password }
  secret_params_wo_version = 1
  properties               = { SSL = "true" }

  usable_by      = "ALLOWED"
  allowed_groups = [dataiku_group.analysts.name]
  max_activities = 8

  details_readability = {
    readable_by    = "ALLOWED"
    allowed_groups = [dataiku_group.analysts.name]
  }
}

resource "dataiku_connection" "mistral" {
  name                     = "mistral"
  type                     = "MistralAI"
  secret_params_wo         = { apiKey = var.mistral_api_key }
  secret_params_wo_version = 1
  allow_managed_datasets   = false
}
