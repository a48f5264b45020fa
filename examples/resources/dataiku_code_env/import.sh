# The language and the name
terraform import dataiku_code_env.example "PYTHON/churn-models"
