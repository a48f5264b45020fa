list "dataiku_connection_bigquery" "all" {
  provider = dataiku
}
