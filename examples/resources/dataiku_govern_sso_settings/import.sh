# The same for every node
terraform import dataiku_govern_sso_settings.example "sso-settings"
