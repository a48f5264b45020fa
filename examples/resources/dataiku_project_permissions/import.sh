# The key of the project
terraform import dataiku_project_permissions.example "CHURN"
