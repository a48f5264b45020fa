list "dataiku_govern_global_api_key" "all" {
  provider = dataiku
}
