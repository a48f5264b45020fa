resource "dataiku_messaging_channel_google_chat" "team" {
  channel_id = "chat"
  use_proxy  = true
}

data "dataiku_messaging_channel_google_chat" "team" {
  channel_id = dataiku_messaging_channel_google_chat.team.id
}

output "use_proxy" {
  value = data.dataiku_messaging_channel_google_chat.team.use_proxy
}
