import {
  to = dataiku_project_grant.example
  identity = {
    project_key    = "CHURN"
    principal_type = "group"
    principal      = "analysts"
  }
}
