resource "dataiku_messaging_channel_aws_ses_mail" "team" {
  channel_id = "ses"
  sender     = "dss@example.com"
}

data "dataiku_messaging_channel_aws_ses_mail" "team" {
  channel_id = dataiku_messaging_channel_aws_ses_mail.team.id
}

output "sender" {
  value = data.dataiku_messaging_channel_aws_ses_mail.team.sender
}
