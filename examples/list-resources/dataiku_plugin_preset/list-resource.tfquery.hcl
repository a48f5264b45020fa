list "dataiku_plugin_preset" "eks" {
  provider = dataiku

  config {
    plugin_id = "eks-clusters"
  }
}
