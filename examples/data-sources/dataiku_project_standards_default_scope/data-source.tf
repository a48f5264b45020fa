data "dataiku_project_standards_default_scope" "current" {}

output "checks" {
  value = data.dataiku_project_standards_default_scope.current.checks
}
