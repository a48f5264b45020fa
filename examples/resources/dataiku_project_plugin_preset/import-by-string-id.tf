import {
  to = dataiku_project_plugin_preset.example
  id = "CHURN/eks-clusters/parameter-set-eks-clusters-aws-credentials/sandbox"
}
