import {
  to = dataiku_messaging_channel_aws_ses_mail.example
  identity = {
    channel_id = "ses"
  }
}
