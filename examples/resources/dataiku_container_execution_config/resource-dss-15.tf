# Needs DSS 15: there, what builds images is a configuration of its own.
resource "dataiku_container_image_build_config" "ecr" {
  name               = "ecr"
  base_image_type    = "EXEC"
  image_builder_type = "DOCKER"
  push_configs = [
    { repository_url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/dataiku", pre_push_mode = "ECR" },
  ]
}

resource "dataiku_container_execution_config" "cpu" {
  name               = "cpu"
  type               = "KUBERNETES"
  image_build_config = dataiku_container_image_build_config.ecr.name
  workload_type      = "ANY"

  kubernetes_namespace = "dataiku"
  create_namespace     = true
  kubernetes_resources = {
    mem_limit_mb = 2048
    cpu_limit    = 1
  }

  # Members without an attribute lie where the API of version 15 has them.
  settings_json = jsonencode({
    kubernetesRuntimeConfig = {
      enableCustomSHM  = true
      customSHMValueMB = 256
    }
  })
}
