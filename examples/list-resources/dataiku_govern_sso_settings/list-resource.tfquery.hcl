list "dataiku_govern_sso_settings" "all" {
  provider = dataiku
}
