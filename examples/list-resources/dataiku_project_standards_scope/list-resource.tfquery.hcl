list "dataiku_project_standards_scope" "all" {
  provider = dataiku
}
