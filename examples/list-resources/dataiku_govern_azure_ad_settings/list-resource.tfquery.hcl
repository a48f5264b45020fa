list "dataiku_govern_azure_ad_settings" "all" {
  provider = dataiku
}
