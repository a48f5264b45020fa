resource "dataiku_group" "analysts" {
  name = "analysts"
}

# Made by somebody else, or by the directory; only the membership is managed here.
data "dataiku_user" "admin" {
  login = "admin"
}

resource "dataiku_group_member" "example" {
  group = dataiku_group.analysts.name
  login = data.dataiku_user.admin.login
}
