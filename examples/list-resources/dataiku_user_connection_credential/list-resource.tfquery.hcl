list "dataiku_user_connection_credential" "all" {
  provider = dataiku
}
