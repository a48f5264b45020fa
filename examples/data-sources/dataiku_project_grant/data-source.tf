resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn prediction"
  owner               = "admin"
  deletion_protection = false
}

resource "dataiku_project_grant" "analysts" {
  project_key          = dataiku_project.churn.project_key
  principal_type       = "group"
  principal            = "analysts"
  read_project_content = true
}

data "dataiku_project_grant" "analysts" {
  project_key    = dataiku_project_grant.analysts.project_key
  principal_type = "group"
  principal      = "analysts"
}

output "analysts_may_read" {
  value = data.dataiku_project_grant.analysts.read_project_content
}
