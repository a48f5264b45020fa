import {
  to = dataiku_messaging_channel_msft_teams.example
  identity = {
    channel_id = "teams"
  }
}
