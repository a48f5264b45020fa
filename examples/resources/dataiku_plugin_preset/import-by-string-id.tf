import {
  to = dataiku_plugin_preset.example
  id = "eks-clusters/parameter-set-eks-clusters-aws-credentials/production"
}
