import {
  to = dataiku_connection_azure_openai.example
  identity = {
    name = "azure_openai"
  }
}
