import {
  to = dataiku_plugin_settings.example
  id = "eks-clusters"
}
