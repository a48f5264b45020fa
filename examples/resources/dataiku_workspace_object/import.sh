# The key of the workspace, and the identifier that a list tells
terraform import dataiku_workspace_object.example "SALES/aBcD1234"
