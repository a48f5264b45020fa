list "dataiku_connection_filesystem" "all" {
  provider = dataiku
}
