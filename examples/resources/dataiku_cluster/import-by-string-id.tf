import {
  to = dataiku_cluster.example
  id = "eks-prod"
}
