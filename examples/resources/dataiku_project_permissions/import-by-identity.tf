import {
  to = dataiku_project_permissions.example
  identity = {
    project_key = "CHURN"
  }
}
