data "dataiku_container_settings" "node" {}

output "runs_somewhere" {
  value = data.dataiku_container_settings.node.use_implicit_k8s_cluster || data.dataiku_container_settings.node.default_k8s_cluster_id != ""
}
