data "dataiku_govern_general_settings" "current" {}

output "blocks" {
  value = keys(jsondecode(data.dataiku_govern_general_settings.current.settings_json))
}
