import {
  to = dataiku_group_member.example
  id = "analysts/admin"
}
