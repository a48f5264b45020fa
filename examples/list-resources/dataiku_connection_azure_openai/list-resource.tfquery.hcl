list "dataiku_connection_azure_openai" "all" {
  provider = dataiku
}
