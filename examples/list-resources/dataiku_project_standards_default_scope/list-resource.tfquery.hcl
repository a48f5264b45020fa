list "dataiku_project_standards_default_scope" "all" {
  provider = dataiku
}
