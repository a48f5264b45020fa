# The name
terraform import dataiku_connection_custom_llm.example "own_llm"
