list "dataiku_messaging_channel_twilio" "all" {
  provider = dataiku
}
