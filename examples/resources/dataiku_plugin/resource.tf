# The newest version of the store, in the environment that it asks for. To update it later, change the trigger.
resource "dataiku_plugin" "example" {
  plugin_id      = "eks-clusters"
  update_trigger = "2026-05"
  code_env       = {}
}

# A tag of a repository that the node can reach. Another tag updates the plugin in place.
resource "dataiku_plugin" "maps" {
  plugin_id = "maps"

  git = {
    repository_url = "git@github.com:myorg/dss-plugins.git"
    checkout       = "v1.2.0"
    subpath        = "plugins/maps"
  }

  code_env = {
    python_interpreter = "PYTHON311"
  }

  timeouts = {
    create = "45m"
  }
}
