import {
  to = dataiku_govern_ldap_settings.example
  identity = {
    id = "ldap-settings"
  }
}
