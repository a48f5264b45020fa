variable "llm_token" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_group" "builders" {
  name = "llm-builders"
}

resource "dataiku_connection_custom_llm" "example" {
  name        = "own_llm"
  description = "Models that we host ourselves"

  # Their names in the API are not published: take them from a connection that exists.
  params_json              = jsonencode({ endpoint = "https://llm.example.com/v1" })
  secret_params_wo         = { token = var.llm_token }
  secret_params_wo_version = 1

  usable_by      = "ALLOWED"
  allowed_groups = [dataiku_group.builders.name]
  max_activities = 8
}
