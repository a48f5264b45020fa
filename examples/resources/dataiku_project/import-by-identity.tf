import {
  to = dataiku_project.example
  identity = {
    project_key = "CHURN"
  }
}
