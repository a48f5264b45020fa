list "dataiku_connection_sqlserver" "all" {
  provider = dataiku
}
