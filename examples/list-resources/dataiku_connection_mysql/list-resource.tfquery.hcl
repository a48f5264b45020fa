list "dataiku_connection_mysql" "all" {
  provider = dataiku
}
