list "dataiku_messaging_channel_slack" "all" {
  provider = dataiku
}
