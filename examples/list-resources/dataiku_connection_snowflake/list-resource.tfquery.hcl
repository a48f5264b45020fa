list "dataiku_connection_snowflake" "all" {
  provider = dataiku
}
