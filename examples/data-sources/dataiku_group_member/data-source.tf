# Fails when the user is not a member.
data "dataiku_group_member" "admin" {
  group = "administrators"
  login = "admin"
}
