resource "dataiku_messaging_channel_smtp" "team" {
  channel_id = "Team mail"
  host       = "mail.example.com"
}

data "dataiku_messaging_channel_smtp" "team" {
  channel_id = dataiku_messaging_channel_smtp.team.id
}

output "host" {
  value = data.dataiku_messaging_channel_smtp.team.host
}
