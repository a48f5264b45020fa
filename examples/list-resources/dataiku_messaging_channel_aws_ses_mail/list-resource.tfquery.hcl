list "dataiku_messaging_channel_aws_ses_mail" "all" {
  provider = dataiku
}
