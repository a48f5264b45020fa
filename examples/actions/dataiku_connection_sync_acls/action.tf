resource "dataiku_connection_hdfs" "team" {
  name = "hdfs_team"
  root = "/user/dataiku/team"

  usable_by      = "ALLOWED"
  allowed_groups = [dataiku_group.team.name]

  # Who may use the connection decides who may read the files.
  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.dataiku_connection_sync_acls.team]
    }
  }
}

resource "dataiku_group" "team" {
  name = "data-team"
}

action "dataiku_connection_sync_acls" "team" {
  config {
    name = "hdfs_team"
  }
}
