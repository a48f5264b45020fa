import {
  to = dataiku_messaging_channel_twilio.example
  id = "on call"
}
