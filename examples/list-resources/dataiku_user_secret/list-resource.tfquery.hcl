list "dataiku_user_secret" "all" {
  provider = dataiku
}
