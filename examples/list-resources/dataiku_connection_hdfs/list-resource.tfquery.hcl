list "dataiku_connection_hdfs" "all" {
  provider = dataiku
}
