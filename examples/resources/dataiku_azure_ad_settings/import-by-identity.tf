import {
  to = dataiku_azure_ad_settings.example
  identity = {
    id = "azure-ad-settings"
  }
}
