# The name of the configuration
terraform import dataiku_container_execution_config.example "gpu"
