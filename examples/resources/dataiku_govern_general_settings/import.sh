# The same for every node
terraform import dataiku_govern_general_settings.example "general-settings"
