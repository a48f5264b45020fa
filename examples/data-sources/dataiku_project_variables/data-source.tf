resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn prediction"
  owner               = "admin"
  deletion_protection = false
}

data "dataiku_project_variables" "churn" {
  project_key = dataiku_project.churn.project_key
}

output "names" {
  value = nonsensitive(keys(jsondecode(data.dataiku_project_variables.churn.standard_json)))
}
