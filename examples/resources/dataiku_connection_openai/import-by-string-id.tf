import {
  to = dataiku_connection_openai.example
  id = "openai"
}
