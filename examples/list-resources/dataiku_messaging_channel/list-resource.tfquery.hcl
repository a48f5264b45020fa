list "dataiku_messaging_channel" "all" {
  provider = dataiku
}
