list "dataiku_general_settings" "all" {
  provider = dataiku
}
