import {
  to = dataiku_messaging_channel_smtp.example
  identity = {
    channel_id = "Team mail"
  }
}
