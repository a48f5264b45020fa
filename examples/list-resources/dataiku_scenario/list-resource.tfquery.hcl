list "dataiku_scenario" "churn" {
  provider = dataiku

  config {
    project_key = "CHURN"
  }
}
