import {
  to = dataiku_messaging_channel_microsoft_graph_mail.example
  identity = {
    channel_id = "microsoft365"
  }
}
