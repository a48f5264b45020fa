list "dataiku_connection_oracle" "all" {
  provider = dataiku
}
