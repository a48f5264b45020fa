import {
  to = dataiku_messaging_channel_twilio.example
  identity = {
    channel_id = "on call"
  }
}
