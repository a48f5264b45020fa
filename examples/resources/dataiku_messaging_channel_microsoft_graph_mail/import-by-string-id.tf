import {
  to = dataiku_messaging_channel_microsoft_graph_mail.example
  id = "microsoft365"
}
