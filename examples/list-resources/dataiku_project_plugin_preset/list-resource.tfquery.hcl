list "dataiku_project_plugin_preset" "churn" {
  provider = dataiku

  config {
    project_key = "CHURN"
    plugin_id   = "eks-clusters"
  }
}
