data "dataiku_govern_sso_settings" "current" {}

output "protocol" {
  value = data.dataiku_govern_sso_settings.current.protocol
}
