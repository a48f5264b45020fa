list "dataiku_project_variable" "churn" {
  provider = dataiku

  config {
    project_key = "CHURN"
  }
}
