list "dataiku_messaging_channel_google_chat" "all" {
  provider = dataiku
}
