# The key of the project, standard or local, and the name of the variable
terraform import dataiku_project_variable.example "CHURN/standard/threshold"
