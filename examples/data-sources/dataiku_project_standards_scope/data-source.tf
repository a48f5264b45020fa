resource "dataiku_project_standards_scope" "sales" {
  name             = "sales"
  selection_method = "BY_TAG"
  selected_tags    = ["sales"]
}

data "dataiku_project_standards_scope" "sales" {
  name = dataiku_project_standards_scope.sales.name
}

output "tags" {
  value = data.dataiku_project_standards_scope.sales.selected_tags
}
