# The identifier
terraform import dataiku_messaging_channel_aws_ses_mail.example "ses"
