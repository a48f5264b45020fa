# The same for every node
terraform import dataiku_azure_ad_settings.example "azure-ad-settings"
