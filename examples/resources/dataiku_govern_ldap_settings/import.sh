# The same for every node
terraform import dataiku_govern_ldap_settings.example "ldap-settings"
