list "dataiku_code_studio_template" "all" {
  provider = dataiku
}
