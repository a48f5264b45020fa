import {
  to = dataiku_ldap_settings.example
  identity = {
    id = "ldap-settings"
  }
}
