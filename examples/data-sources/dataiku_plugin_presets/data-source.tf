resource "dataiku_plugin" "eks" {
  plugin_id = "eks-clusters"
}

resource "dataiku_plugin_preset" "production" {
  plugin_id   = dataiku_plugin.eks.plugin_id
  type        = "parameter-set-eks-clusters-aws-credentials"
  name        = "production"
  config_json = jsonencode({ region = "eu-west-1" })
}

data "dataiku_plugin_presets" "eks" {
  plugin_id  = dataiku_plugin.eks.plugin_id
  depends_on = [dataiku_plugin_preset.production]
}

output "presets" {
  value = [for preset in data.dataiku_plugin_presets.eks.presets : preset.name]
}
