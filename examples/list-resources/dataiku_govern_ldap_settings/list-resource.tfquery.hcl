list "dataiku_govern_ldap_settings" "all" {
  provider = dataiku
}
