data "dataiku_sso_settings" "current" {}

output "protocol" {
  value = data.dataiku_sso_settings.current.protocol
}
