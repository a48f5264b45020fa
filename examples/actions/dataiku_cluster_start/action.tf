resource "dataiku_cluster" "training" {
  name         = "eks-training"
  type         = "pycluster_eks-clusters_create-eks-cluster"
  architecture = "KUBERNETES"
  params_json  = jsonencode({ config = { clusterId = "training" } })
}

# `running` of the cluster is not set, so it may be started and stopped by hand:
# terraform apply -invoke=action.dataiku_cluster_start.training
action "dataiku_cluster_start" "training" {
  config {
    id      = dataiku_cluster.training.id
    timeout = "45m"
  }
}
