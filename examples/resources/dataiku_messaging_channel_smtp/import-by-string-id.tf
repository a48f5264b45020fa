import {
  to = dataiku_messaging_channel_smtp.example
  id = "Team mail"
}
