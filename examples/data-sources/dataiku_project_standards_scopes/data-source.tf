data "dataiku_project_standards_scopes" "all" {}

output "names_in_order" {
  value = [for scope in data.dataiku_project_standards_scopes.all.scopes : scope.name]
}
