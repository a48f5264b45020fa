data "dataiku_external_users" "data_team" {
  user_source_type = "LDAP"
  group_name       = "data-team"
}

output "members" {
  value = { for login, user in data.dataiku_external_users.data_team.users : login => user.email }
}
