resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn prediction"
  owner               = "admin"
  deletion_protection = false
}

resource "dataiku_project_variable" "example" {
  project_key = dataiku_project.churn.project_key
  scope       = "standard"
  name        = "threshold"
  value_json  = jsonencode(0.75)
}

resource "dataiku_project_variable" "environment" {
  project_key = dataiku_project.churn.project_key
  scope       = "local"
  name        = "environment"
  value_json  = jsonencode("design")
}
