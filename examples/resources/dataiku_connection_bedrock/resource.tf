variable "aws_secret_key" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_group" "builders" {
  name = "llm-builders"
}

resource "dataiku_connection_bedrock" "example" {
  name        = "bedrock"
  description = "Models of Amazon Bedrock"

  # Their names in the API are not published: take them from a connection that exists.
  params_json              = jsonencode({ region = "eu-central-1" })
  secret_params_wo         = { secretKey = var.aws_secret_key }
  secret_params_wo_version = 1

  usable_by      = "ALLOWED"
  allowed_groups = [dataiku_group.builders.name]
  max_activities = 8
}
