# The same for every node
terraform import dataiku_sso_settings.example "sso-settings"
