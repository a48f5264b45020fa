# The key of the project, group or user, and the name of the group or the login of the user
terraform import dataiku_project_grant.example "CHURN/group/analysts"
