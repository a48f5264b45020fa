# The identifier, which equals the name
terraform import dataiku_cluster.example "eks-prod"
