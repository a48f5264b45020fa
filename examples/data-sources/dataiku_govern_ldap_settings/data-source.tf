data "dataiku_govern_ldap_settings" "current" {}

output "url" {
  value = data.dataiku_govern_ldap_settings.current.url
}
