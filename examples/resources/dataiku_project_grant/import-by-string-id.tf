import {
  to = dataiku_project_grant.example
  id = "CHURN/group/analysts"
}
