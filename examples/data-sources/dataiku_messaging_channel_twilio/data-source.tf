resource "dataiku_messaging_channel_twilio" "team" {
  channel_id  = "on call"
  from_number = "15551234567"
}

data "dataiku_messaging_channel_twilio" "team" {
  channel_id = dataiku_messaging_channel_twilio.team.id
}

output "from_number" {
  value = data.dataiku_messaging_channel_twilio.team.from_number
}
