resource "dataiku_messaging_channel_slack" "team" {
  channel_id = "alerts"
  channel    = "C024BE91L"
}

data "dataiku_messaging_channel_slack" "team" {
  channel_id = dataiku_messaging_channel_slack.team.id
}

output "channel" {
  value = data.dataiku_messaging_channel_slack.team.channel
}
