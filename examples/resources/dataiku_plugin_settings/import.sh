# The identifier of the plugin
terraform import dataiku_plugin_settings.example "eks-clusters"
