data "dataiku_project_standards_checks" "all" {}

output "names" {
  value = { for check in data.dataiku_project_standards_checks.all.checks : check.id => check.name }
}
