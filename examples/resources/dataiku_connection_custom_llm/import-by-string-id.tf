import {
  to = dataiku_connection_custom_llm.example
  id = "own_llm"
}
