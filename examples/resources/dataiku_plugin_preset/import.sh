# The plugin, the type of the parameter set and the name of the preset
terraform import dataiku_plugin_preset.example "eks-clusters/parameter-set-eks-clusters-aws-credentials/production"
