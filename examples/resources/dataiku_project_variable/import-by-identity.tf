import {
  to = dataiku_project_variable.example
  identity = {
    project_key = "CHURN"
    scope       = "standard"
    name        = "threshold"
  }
}
