list "dataiku_personal_api_key" "all" {
  provider = dataiku
}
