list "dataiku_messaging_channel_shell" "all" {
  provider = dataiku
}
