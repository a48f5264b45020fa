data "dataiku_user_activity" "enabled" {
  enabled_users_only = true
}

output "users_who_never_logged_in" {
  value = [for login, activity in data.dataiku_user_activity.enabled.users : login if activity.last_successful_login == null]
}
