import {
  to = dataiku_messaging_channel_slack.example
  id = "alerts"
}
