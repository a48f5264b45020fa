list "dataiku_container_settings" "all" {
  provider = dataiku
}
