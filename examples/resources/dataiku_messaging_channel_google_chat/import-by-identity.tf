import {
  to = dataiku_messaging_channel_google_chat.example
  identity = {
    channel_id = "chat"
  }
}
