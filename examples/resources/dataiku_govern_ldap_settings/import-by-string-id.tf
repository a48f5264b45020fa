import {
  to = dataiku_govern_ldap_settings.example
  id = "ldap-settings"
}
