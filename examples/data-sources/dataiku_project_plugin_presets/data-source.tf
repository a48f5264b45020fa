resource "dataiku_plugin" "eks" {
  plugin_id = "eks-clusters"
}

resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn"
  owner               = "admin"
  deletion_protection = false
}

resource "dataiku_project_plugin_preset" "sandbox" {
  project_key = dataiku_project.churn.project_key
  plugin_id   = dataiku_plugin.eks.plugin_id
  type        = "parameter-set-eks-clusters-aws-credentials"
  name        = "sandbox"
  config_json = jsonencode({ region = "eu-west-1" })
}

data "dataiku_project_plugin_presets" "churn" {
  project_key = dataiku_project.churn.project_key
  plugin_id   = dataiku_plugin.eks.plugin_id
  depends_on  = [dataiku_project_plugin_preset.sandbox]
}

output "presets_of_the_project" {
  value = [for preset in data.dataiku_project_plugin_presets.churn.presets : preset.name]
}
