list "dataiku_plugin_settings" "all" {
  provider = dataiku
}
