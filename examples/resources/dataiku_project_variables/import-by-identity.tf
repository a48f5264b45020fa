import {
  to = dataiku_project_variables.example
  identity = {
    project_key = "CHURN"
  }
}
