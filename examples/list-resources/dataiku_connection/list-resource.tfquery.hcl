list "dataiku_connection" "all" {
  provider = dataiku
}
