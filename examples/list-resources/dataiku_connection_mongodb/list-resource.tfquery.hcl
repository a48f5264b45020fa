list "dataiku_connection_mongodb" "all" {
  provider = dataiku
}
