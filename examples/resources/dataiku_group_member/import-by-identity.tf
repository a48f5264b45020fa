import {
  to = dataiku_group_member.example
  identity = {
    group = "analysts"
    login = "admin"
  }
}
