variable "aws_secret_key" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_plugin" "eks" {
  plugin_id = "eks-clusters"
}

resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn"
  owner               = "admin"
  deletion_protection = false
}

resource "dataiku_project_plugin_preset" "example" {
  project_key = dataiku_project.churn.project_key
  plugin_id   = dataiku_plugin.eks.plugin_id
  type        = "parameter-set-eks-clusters-aws-credentials"
  name        = "sandbox"

  config_json              = jsonencode({ accessKey = "AKIAIOSFODNN7EXAMPLE", region = "eu-west-1" })
  secret_config_wo         = { secretKey = var.aws_secret_key }
  secret_config_wo_version = 1
}
