data "dataiku_govern_users" "all" {}

output "disabled_users" {
  value = [for user in data.dataiku_govern_users.all.users : user.login if !user.enabled]
}
