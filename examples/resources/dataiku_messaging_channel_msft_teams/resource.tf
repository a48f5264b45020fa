variable "teams_webhook" {
  type      = string
  ephemeral = true
  default   = "https://example.webhook.office.com/change-me"
}

resource "dataiku_messaging_channel_msft_teams" "example" {
  channel_id             = "teams"
  webhook_type           = "WORKFLOWS"
  webhook_url_wo         = var.teams_webhook
  webhook_url_wo_version = 1
}
