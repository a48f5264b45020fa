list "dataiku_connection_redshift" "all" {
  provider = dataiku
}
