variable "registry_password" {
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

resource "dataiku_code_env" "clusters" {
  lang               = "PYTHON"
  name               = "clusters"
  python_interpreter = "PYTHON311"
}

resource "dataiku_plugin_settings" "example" {
  plugin_id     = dataiku_plugin.eks.plugin_id
  code_env_name = dataiku_code_env.clusters.name

  # Which parameters there are is for the plugin to say.
  config_json              = jsonencode({ registry = "registry.example.com" })
  secret_config_wo         = { registryPassword = var.registry_password }
  secret_config_wo_version = 1

  permissions = {
    (dataiku_group.cloud.name) = { admin = true }
  }

  # Credentials come from presets of the node only, never from a project or from a form.
  parameter_sets = {
    aws-credentials = {
      default_permission = { definable_inline = false, definable_at_project_level = false }
    }
  }
}
