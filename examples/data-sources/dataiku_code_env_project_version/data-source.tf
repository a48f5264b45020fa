resource "dataiku_code_env" "scoring" {
  lang = "PYTHON"
  name = "scoring"
}

resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn"
  owner               = "admin"
  deletion_protection = false
}

data "dataiku_code_env_project_version" "churn" {
  lang        = dataiku_code_env.scoring.lang
  name        = dataiku_code_env.scoring.name
  project_key = dataiku_project.churn.project_key
}

# Null on a design node, which has no versions.
output "version" {
  value = data.dataiku_code_env_project_version.churn.version
}
