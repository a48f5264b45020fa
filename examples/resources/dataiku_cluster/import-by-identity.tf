import {
  to = dataiku_cluster.example
  identity = {
    id = "eks-prod"
  }
}
