data "dataiku_user" "admin" {
  login = "admin"
}

output "profile_of_the_administrator" {
  value = data.dataiku_user.admin.user_profile
}
