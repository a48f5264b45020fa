resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn prediction"
  owner               = "admin"
  deletion_protection = false
}

resource "dataiku_project_variable" "region" {
  project_key = dataiku_project.churn.project_key
  scope       = "standard"
  name        = "region"
  value_json  = jsonencode("eu")
}

data "dataiku_project_variable" "region" {
  project_key = dataiku_project_variable.region.project_key
  scope       = "standard"
  name        = "region"
}

output "region" {
  value = nonsensitive(jsondecode(data.dataiku_project_variable.region.value_json))
}
