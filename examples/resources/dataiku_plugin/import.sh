# The identifier of the plugin
terraform import dataiku_plugin.example "eks-clusters"
