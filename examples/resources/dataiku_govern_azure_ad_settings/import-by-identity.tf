import {
  to = dataiku_govern_azure_ad_settings.example
  identity = {
    id = "azure-ad-settings"
  }
}
