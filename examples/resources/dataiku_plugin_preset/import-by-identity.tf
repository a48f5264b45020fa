import {
  to = dataiku_plugin_preset.example
  identity = {
    plugin_id = "eks-clusters"
    type      = "parameter-set-eks-clusters-aws-credentials"
    name      = "production"
  }
}
