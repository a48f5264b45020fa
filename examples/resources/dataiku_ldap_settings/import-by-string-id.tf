import {
  to = dataiku_ldap_settings.example
  id = "ldap-settings"
}
