variable "pager_token" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

# For types without a resource of their own. Slack has one; here it shows how settings are named.
resource "dataiku_messaging_channel" "example" {
  channel_id = "pager"
  type       = "slack"

  configuration_json = jsonencode({
    mode    = "API"
    channel = "C024BE91L"
  })

  secret_configuration_wo = {
    authorizationToken = var.pager_token
  }
  secret_configuration_wo_version = 1
}
