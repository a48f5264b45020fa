list "dataiku_user_plugin_credential" "all" {
  provider = dataiku
}
