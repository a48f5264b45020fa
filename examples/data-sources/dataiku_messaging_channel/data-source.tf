resource "dataiku_messaging_channel_slack" "alerts" {
  channel_id = "alerts"
  channel    = "C024BE91L"
}

data "dataiku_messaging_channel" "alerts" {
  channel_id = dataiku_messaging_channel_slack.alerts.id
}

output "type" {
  value = data.dataiku_messaging_channel.alerts.type
}
