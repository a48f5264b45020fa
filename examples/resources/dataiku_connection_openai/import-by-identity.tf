import {
  to = dataiku_connection_openai.example
  identity = {
    name = "openai"
  }
}
