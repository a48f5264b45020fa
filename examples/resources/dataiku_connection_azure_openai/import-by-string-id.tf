import {
  to = dataiku_connection_azure_openai.example
  id = "azure_openai"
}
