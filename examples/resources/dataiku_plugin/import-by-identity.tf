import {
  to = dataiku_plugin.example
  identity = {
    plugin_id = "eks-clusters"
  }
}
