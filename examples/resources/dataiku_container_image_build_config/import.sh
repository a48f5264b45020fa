# The name of the configuration
terraform import dataiku_container_image_build_config.example "docker"
