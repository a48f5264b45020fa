resource "dataiku_cluster" "training" {
  name         = "eks-training"
  type         = "pycluster_eks-clusters_create-eks-cluster"
  architecture = "KUBERNETES"
  params_json  = jsonencode({ config = { clusterId = "training" } })
}

# Detaches, and leaves the machines behind the cluster as they are:
# terraform apply -invoke=action.dataiku_cluster_stop.training
action "dataiku_cluster_stop" "training" {
  config {
    id        = dataiku_cluster.training.id
    terminate = false
  }
}
