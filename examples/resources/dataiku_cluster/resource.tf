# A Kubernetes cluster that the EKS plugin makes. It is started when it was created, and whenever it is found stopped.
resource "dataiku_cluster" "example" {
  name         = "eks-prod"
  type         = "pycluster_eks-clusters_create-eks-cluster"
  architecture = "KUBERNETES"
  running      = true

  params_json = jsonencode({
    config = {
      clusterId  = "eks-prod"
      k8sVersion = "1.31"
      connectionInfo = {
        mode          = "INLINE"
        inlinedConfig = { regionId = "eu-west-1" }
      }
    }
  })

  usable_by_all = false
  permissions_json = jsonencode([
    { group = "data_team", use = true },
  ])

  timeouts = {
    create = "45m"
    delete = "45m"
  }
}

variable "registry_token" {
  type      = string
  sensitive = true
  ephemeral = true
  default   = "not-a-real-token"
}

# A cluster that others look after: only its definition is managed here, and a deletion does not detach it.
resource "dataiku_cluster" "attached" {
  name         = "eks-shared"
  type         = "pycluster_eks-clusters_attach-eks-cluster"
  architecture = "KUBERNETES"

  params_json              = jsonencode({ config = { clusterId = "shared" } })
  secret_params_wo         = { "config.token" = var.registry_token }
  secret_params_wo_version = 1

  terminate_on_stop = false
  stop_on_destroy   = false
}
