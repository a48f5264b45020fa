list "dataiku_project_permissions" "all" {
  provider = dataiku
}
