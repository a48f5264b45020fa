resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn prediction"
  owner               = "admin"
  deletion_protection = false
}

resource "dataiku_project_variables" "example" {
  project_key = dataiku_project.churn.project_key

  # They travel with the project in bundles.
  standard_json = jsonencode({
    region    = "eu"
    threshold = 0.75
    segments  = ["private", "business"]
  })

  # They stay on this node.
  local_json = jsonencode({
    environment = "design"
  })
}
