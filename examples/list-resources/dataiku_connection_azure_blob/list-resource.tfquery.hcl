list "dataiku_connection_azure_blob" "all" {
  provider = dataiku
}
