import {
  to = dataiku_project_variables.example
  id = "CHURN"
}
