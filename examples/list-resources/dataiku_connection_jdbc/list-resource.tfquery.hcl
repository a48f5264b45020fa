list "dataiku_connection_jdbc" "all" {
  provider = dataiku
}
