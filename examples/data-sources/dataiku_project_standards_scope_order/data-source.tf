data "dataiku_project_standards_scope_order" "current" {}

output "order" {
  value = data.dataiku_project_standards_scope_order.current.scopes
}
