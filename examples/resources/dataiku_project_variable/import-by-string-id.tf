import {
  to = dataiku_project_variable.example
  id = "CHURN/standard/threshold"
}
