list "dataiku_global_api_key" "all" {
  provider = dataiku
}
