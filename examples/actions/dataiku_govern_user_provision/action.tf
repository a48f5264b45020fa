resource "dataiku_govern_group" "analysts" {
  name        = "analysts"
  description = "Members of the data team"

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.dataiku_govern_user_provision.data_team]
    }
  }
}

# The members of a group of the directory are there before they first log in.
action "dataiku_govern_user_provision" "data_team" {
  config {
    user_source_type = "LDAP"
    group_name       = "data-team"
    groups           = ["analysts"]
  }
}
