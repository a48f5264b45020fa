resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn prediction"
  owner               = "admin"
  deletion_protection = false
}

data "dataiku_project" "churn" {
  project_key = dataiku_project.churn.project_key
}

output "owner" {
  value = data.dataiku_project.churn.owner
}
