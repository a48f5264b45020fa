resource "dataiku_messaging_channel_shell" "team" {
  channel_id = "ticket"
  command    = "/opt/acme/open-ticket"
}

data "dataiku_messaging_channel_shell" "team" {
  channel_id = dataiku_messaging_channel_shell.team.id
}

output "command" {
  value = data.dataiku_messaging_channel_shell.team.command
}
