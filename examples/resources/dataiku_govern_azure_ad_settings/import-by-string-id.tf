import {
  to = dataiku_govern_azure_ad_settings.example
  id = "azure-ad-settings"
}
