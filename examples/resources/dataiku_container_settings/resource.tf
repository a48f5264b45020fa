resource "dataiku_container_execution_config" "cpu" {
  name = "cpu"
  type = "KUBERNETES"
}

# Containers run on the cluster that the host of the node is connected to, and code of users runs in them.
resource "dataiku_container_settings" "example" {
  use_implicit_k8s_cluster = true
  default_execution_config = dataiku_container_execution_config.cpu.name
}
