# The key of the project
terraform import dataiku_project_variables.example "CHURN"
