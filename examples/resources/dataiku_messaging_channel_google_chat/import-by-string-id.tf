import {
  to = dataiku_messaging_channel_google_chat.example
  id = "chat"
}
