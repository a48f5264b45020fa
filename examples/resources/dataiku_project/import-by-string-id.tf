import {
  to = dataiku_project.example
  id = "CHURN"
}
