# The name
terraform import dataiku_connection_openai.example "openai"
