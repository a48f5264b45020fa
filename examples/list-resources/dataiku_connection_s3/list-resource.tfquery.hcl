list "dataiku_connection_s3" "all" {
  provider = dataiku
}
