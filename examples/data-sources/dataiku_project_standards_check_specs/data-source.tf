data "dataiku_project_standards_check_specs" "all" {}

output "labels" {
  value = { for type, spec in data.dataiku_project_standards_check_specs.all.check_specs : type => spec.label }
}
