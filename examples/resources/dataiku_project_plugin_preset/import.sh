# The project, the plugin, the type of the parameter set and the name of the preset
terraform import dataiku_project_plugin_preset.example "CHURN/eks-clusters/parameter-set-eks-clusters-aws-credentials/sandbox"
