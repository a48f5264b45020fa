list "dataiku_messaging_channel_microsoft_graph_mail" "all" {
  provider = dataiku
}
