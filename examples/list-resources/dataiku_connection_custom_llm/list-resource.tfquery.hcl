list "dataiku_connection_custom_llm" "all" {
  provider = dataiku
}
