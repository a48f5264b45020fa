list "dataiku_code_env" "all" {
  provider = dataiku
}
