resource "dataiku_plugin" "eks" {
  plugin_id = "eks-clusters"
}

data "dataiku_plugin_settings" "eks" {
  plugin_id = dataiku_plugin.eks.plugin_id
}

output "parameter_sets" {
  value = keys(data.dataiku_plugin_settings.eks.parameter_sets)
}
