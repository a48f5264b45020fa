resource "dataiku_container_execution_config" "gpu" {
  name                 = "gpu"
  type                 = "KUBERNETES"
  repository_url       = "registry.example.com/dataiku"
  kubernetes_namespace = "dataiku"
}

data "dataiku_container_execution_config" "gpu" {
  name = dataiku_container_execution_config.gpu.name
}

output "limits" {
  value = data.dataiku_container_execution_config.gpu.kubernetes_resources
}
