# The key of the workspace
terraform import dataiku_workspace.example "SALES"
