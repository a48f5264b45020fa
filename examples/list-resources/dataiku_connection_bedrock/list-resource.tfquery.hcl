list "dataiku_connection_bedrock" "all" {
  provider = dataiku
}
