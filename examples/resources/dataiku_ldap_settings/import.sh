# The same for every node
terraform import dataiku_ldap_settings.example "ldap-settings"
