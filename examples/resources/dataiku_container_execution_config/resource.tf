resource "dataiku_group" "data_science" {
  name        = "data-science"
  description = "Train and evaluate models"
}

# Before version 15 of DSS, a configuration also says where images are pushed to.
resource "dataiku_container_execution_config" "example" {
  name           = "gpu"
  type           = "KUBERNETES"
  usable_by      = "ALLOWED"
  allowed_groups = [dataiku_group.data_science.name]

  repository_url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/dataiku"
  pre_push_mode  = "ECR"

  kubernetes_namespace = "dataiku"
  kubernetes_resources = {
    mem_request_mb = 4096
    mem_limit_mb   = 8192
    cpu_request    = 0.5
    cpu_limit      = 2
    custom_limits  = { "nvidia.com/gpu" = "1" }
  }

  # Further members as the API has them.
  settings_json = jsonencode({
    isFinal = true
  })
}
