# Needs DSS 15.
resource "dataiku_container_image_build_config" "example" {
  name               = "docker"
  base_image_type    = "EXEC"
  image_builder_type = "DOCKER"
  docker_tls_verify  = true
  push_configs = [
    { repository_url = "registry.example.com/dataiku", pre_push_mode = "NONE" },
  ]
}

resource "dataiku_container_execution_config" "cpu" {
  name               = "cpu"
  type               = "KUBERNETES"
  image_build_config = dataiku_container_image_build_config.example.name
}
