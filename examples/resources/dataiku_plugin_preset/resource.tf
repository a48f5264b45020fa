variable "aws_secret_key" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_plugin" "eks" {
  plugin_id = "eks-clusters"
}

resource "dataiku_group" "cloud" {
  name        = "cloud"
  description = "Run the clusters"
}

resource "dataiku_plugin_preset" "example" {
  plugin_id   = dataiku_plugin.eks.plugin_id
  type        = "parameter-set-eks-clusters-aws-credentials"
  name        = "production"
  description = "The account that the production clusters live in"

  config_json = jsonencode({
    accessKey = "AKIAIOSFODNN7EXAMPLE"
    region    = "eu-west-1"
  })
  secret_config_wo         = { secretKey = var.aws_secret_key }
  secret_config_wo_version = 1

  default_permission = { use = false }
  permissions = {
    (dataiku_group.cloud.name) = { use = true }
  }
}
