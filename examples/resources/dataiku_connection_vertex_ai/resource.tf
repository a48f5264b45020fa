variable "service_account_key" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_group" "builders" {
  name = "llm-builders"
}

resource "dataiku_connection_vertex_ai" "example" {
  name        = "vertex"
  description = "Models of Google"

  project_id                    = "acme-analytics"
  auth_type                     = "KEYPAIR"
  app_secret_content_wo         = var.service_account_key
  app_secret_content_wo_version = 1
  params_json                   = jsonencode({ location = "europe-west4" })

  usable_by      = "ALLOWED"
  allowed_groups = [dataiku_group.builders.name]
}
