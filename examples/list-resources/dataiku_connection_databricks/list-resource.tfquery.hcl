list "dataiku_connection_databricks" "all" {
  provider = dataiku
}
