list "dataiku_plugin" "all" {
  provider = dataiku
}
