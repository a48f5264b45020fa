import {
  to = dataiku_connection_custom_llm.example
  identity = {
    name = "own_llm"
  }
}
