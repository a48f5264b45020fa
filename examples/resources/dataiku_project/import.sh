# The key of the project
terraform import dataiku_project.example "CHURN"
