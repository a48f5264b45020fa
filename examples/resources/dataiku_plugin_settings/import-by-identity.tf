import {
  to = dataiku_plugin_settings.example
  identity = {
    plugin_id = "eks-clusters"
  }
}
