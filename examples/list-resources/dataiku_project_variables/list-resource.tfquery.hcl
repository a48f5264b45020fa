list "dataiku_project_variables" "all" {
  provider = dataiku
}
