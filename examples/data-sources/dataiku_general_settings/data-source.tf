data "dataiku_general_settings" "current" {}

output "max_running_activities" {
  value = jsondecode(data.dataiku_general_settings.current.settings_json).maxRunningActivities
}
