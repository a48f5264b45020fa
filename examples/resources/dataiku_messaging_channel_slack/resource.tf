variable "slack_webhook" {
  type      = string
  ephemeral = true
  default   = "https://hooks.slack.com/services/change-me"
}

variable "slack_token" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_messaging_channel_slack" "example" {
  channel_id             = "alerts"
  mode                   = "WEBHOOK"
  webhook_url_wo         = var.slack_webhook
  webhook_url_wo_version = 1
  use_proxy              = true
}

# As an application, and for the operators only. The server makes the identifier.
resource "dataiku_messaging_channel_slack" "operations" {
  mode                           = "API"
  channel                        = "C024BE91L"
  authorization_token_wo         = var.slack_token
  authorization_token_wo_version = 1

  groups = {
    operators = {}
  }
}
