resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn"
  owner               = "admin"
  deletion_protection = false

  # Govern knows the project as soon as it is there.
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.dataiku_govern_sync.churn]
    }
  }
}

action "dataiku_govern_sync" "churn" {
  config {
    project_key = "CHURN"
  }
}
