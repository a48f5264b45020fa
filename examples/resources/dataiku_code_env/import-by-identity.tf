import {
  to = dataiku_code_env.example
  identity = {
    lang = "PYTHON"
    name = "churn-models"
  }
}
