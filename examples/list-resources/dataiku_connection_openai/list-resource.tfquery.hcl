list "dataiku_connection_openai" "all" {
  provider = dataiku
}
