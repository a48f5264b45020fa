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

data "dataiku_project_plugin_preset" "sandbox" {
  project_key = dataiku_project_plugin_preset.sandbox.project_key
  plugin_id   = dataiku_project_plugin_preset.sandbox.plugin_id
  type        = dataiku_project_plugin_preset.sandbox.type
  name        = dataiku_project_plugin_preset.sandbox.name
}

output "owner" {
  value = data.dataiku_project_plugin_preset.sandbox.owner
}
