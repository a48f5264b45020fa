import {
  to = dataiku_azure_ad_settings.example
  id = "azure-ad-settings"
}
