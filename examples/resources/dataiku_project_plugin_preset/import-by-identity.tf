import {
  to = dataiku_project_plugin_preset.example
  identity = {
    project_key = "CHURN"
    plugin_id   = "eks-clusters"
    type        = "parameter-set-eks-clusters-aws-credentials"
    name        = "sandbox"
  }
}
