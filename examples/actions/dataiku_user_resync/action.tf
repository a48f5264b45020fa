resource "dataiku_group" "analysts" {
  name             = "analysts"
  source_type      = "LDAP"
  ldap_group_names = ["data-team"]

  # Who is in the group is known when users are brought up to date with the directory.
  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.dataiku_user_resync.everybody]
    }
  }
}

action "dataiku_user_resync" "everybody" {
  config {
    all_users = true
  }
}
