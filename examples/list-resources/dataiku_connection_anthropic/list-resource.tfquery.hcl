list "dataiku_connection_anthropic" "all" {
  provider = dataiku
}
