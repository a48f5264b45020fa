resource "dataiku_plugin" "eks" {
  plugin_id = "eks-clusters"
}

resource "dataiku_plugin_preset" "production" {
  plugin_id   = dataiku_plugin.eks.plugin_id
  type        = "parameter-set-eks-clusters-aws-credentials"
  name        = "production"
  config_json = jsonencode({ region = "eu-west-1" })
}

# Secret parameters are never shown.
data "dataiku_plugin_preset" "production" {
  plugin_id = dataiku_plugin_preset.production.plugin_id
  type      = dataiku_plugin_preset.production.type
  name      = dataiku_plugin_preset.production.name
}

output "region" {
  value = jsondecode(data.dataiku_plugin_preset.production.config_json).region
}
