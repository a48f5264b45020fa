list "dataiku_project_grant" "churn" {
  provider = dataiku

  config {
    project_key = "CHURN"
  }
}
