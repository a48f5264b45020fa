list "dataiku_sso_settings" "all" {
  provider = dataiku
}
