import {
  to = dataiku_messaging_channel_shell.example
  identity = {
    channel_id = "ticket"
  }
}
