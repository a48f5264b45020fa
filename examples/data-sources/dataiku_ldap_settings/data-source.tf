data "dataiku_ldap_settings" "current" {}

output "url" {
  value = data.dataiku_ldap_settings.current.url
}
