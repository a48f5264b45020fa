list "dataiku_govern_general_settings" "all" {
  provider = dataiku
}
