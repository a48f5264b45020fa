# The same for every node
terraform import dataiku_general_settings.example "general-settings"
