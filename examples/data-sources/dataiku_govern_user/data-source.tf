data "dataiku_govern_user" "admin" {
  login = "admin"
}

output "profile_of_the_administrator" {
  value = data.dataiku_govern_user.admin.user_profile
}
