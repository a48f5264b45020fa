variable "azure_openai_api_key" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_group" "builders" {
  name = "llm-builders"
}

resource "dataiku_connection_azure_openai" "example" {
  name        = "azure_openai"
  description = "Models of OpenAI in our tenant"

  # Their names in the API are not published: take them from a connection that exists.
  secret_params_wo         = { apiKey = var.azure_openai_api_key }
  secret_params_wo_version = 1

  usable_by      = "ALLOWED"
  allowed_groups = [dataiku_group.builders.name]
  max_activities = 8
}
