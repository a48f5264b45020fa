list "dataiku_connection_elasticsearch" "all" {
  provider = dataiku
}
