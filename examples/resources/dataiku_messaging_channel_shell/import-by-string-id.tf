import {
  to = dataiku_messaging_channel_shell.example
  id = "ticket"
}
