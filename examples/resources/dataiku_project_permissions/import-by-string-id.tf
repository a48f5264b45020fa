import {
  to = dataiku_project_permissions.example
  id = "CHURN"
}
