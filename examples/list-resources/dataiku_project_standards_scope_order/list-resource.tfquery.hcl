list "dataiku_project_standards_scope_order" "all" {
  provider = dataiku
}
