list "dataiku_connection_postgresql" "all" {
  provider = dataiku
}
