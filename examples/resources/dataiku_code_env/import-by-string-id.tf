import {
  to = dataiku_code_env.example
  id = "PYTHON/churn-models"
}
