# The name
terraform import dataiku_connection_azure_openai.example "azure_openai"
