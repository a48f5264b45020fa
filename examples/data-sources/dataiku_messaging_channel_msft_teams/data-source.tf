resource "dataiku_messaging_channel_msft_teams" "team" {
  channel_id   = "teams"
  webhook_type = "WORKFLOWS"
}

data "dataiku_messaging_channel_msft_teams" "team" {
  channel_id = dataiku_messaging_channel_msft_teams.team.id
}

output "webhook_type" {
  value = data.dataiku_messaging_channel_msft_teams.team.webhook_type
}
