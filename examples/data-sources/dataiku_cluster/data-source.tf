resource "dataiku_cluster" "example" {
  name         = "eks-prod"
  type         = "pycluster_eks-clusters_attach-eks-cluster"
  architecture = "KUBERNETES"
  params_json  = jsonencode({ config = { clusterId = "prod" } })
}

data "dataiku_cluster" "example" {
  id = dataiku_cluster.example.id
}

output "state" {
  value = data.dataiku_cluster.example.state
}
