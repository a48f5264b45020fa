list "dataiku_messaging_channel_msft_teams" "all" {
  provider = dataiku
}
