resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn prediction"
  owner               = "admin"
  deletion_protection = false
}

resource "dataiku_group" "analysts" {
  name = "analysts"
}

resource "dataiku_project_grant" "example" {
  project_key    = dataiku_project.churn.project_key
  principal_type = "group"
  principal      = dataiku_group.analysts.name

  read_project_content = true
  run_scenarios        = true
}
