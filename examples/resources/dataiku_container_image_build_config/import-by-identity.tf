import {
  to = dataiku_container_image_build_config.example
  identity = {
    name = "docker"
  }
}
