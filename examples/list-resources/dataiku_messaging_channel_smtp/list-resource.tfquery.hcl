list "dataiku_messaging_channel_smtp" "all" {
  provider = dataiku
}
