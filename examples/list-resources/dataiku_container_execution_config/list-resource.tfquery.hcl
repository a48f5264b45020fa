list "dataiku_container_execution_config" "all" {
  provider = dataiku
}
