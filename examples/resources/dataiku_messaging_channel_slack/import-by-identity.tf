import {
  to = dataiku_messaging_channel_slack.example
  identity = {
    channel_id = "alerts"
  }
}
