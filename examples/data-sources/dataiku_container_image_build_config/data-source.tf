# Needs DSS 15.
resource "dataiku_container_image_build_config" "docker" {
  name         = "docker"
  push_configs = [{ repository_url = "registry.example.com/dataiku" }]
}

data "dataiku_container_image_build_config" "docker" {
  name = dataiku_container_image_build_config.docker.name
}

output "registries" {
  value = data.dataiku_container_image_build_config.docker.push_configs[*].repository_url
}
