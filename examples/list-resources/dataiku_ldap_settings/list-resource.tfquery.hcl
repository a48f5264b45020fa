list "dataiku_ldap_settings" "all" {
  provider = dataiku
}
