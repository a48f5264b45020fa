resource "dataiku_cluster" "example" {
  name         = "eks-prod"
  type         = "pycluster_eks-clusters_attach-eks-cluster"
  architecture = "KUBERNETES"
  running      = true
}

data "dataiku_cluster_status" "example" {
  id = dataiku_cluster.example.id
}

output "projects_on_the_cluster" {
  value = [for usage in data.dataiku_cluster_status.example.usages : usage.project_key if usage.project_key != null]
}
