list "dataiku_connection_gcs" "all" {
  provider = dataiku
}
