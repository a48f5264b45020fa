list "dataiku_azure_ad_settings" "all" {
  provider = dataiku
}
