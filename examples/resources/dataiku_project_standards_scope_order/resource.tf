resource "dataiku_project_standards_scope" "gold" {
  name             = "gold"
  selection_method = "BY_TAG"
  selected_tags    = ["gold"]
}

resource "dataiku_project_standards_scope" "sales" {
  name             = "sales"
  selection_method = "BY_TAG"
  selected_tags    = ["sales"]
}

# A project with both tags has the checks of the scope "gold".
resource "dataiku_project_standards_scope_order" "example" {
  scopes = [
    dataiku_project_standards_scope.gold.name,
    dataiku_project_standards_scope.sales.name,
  ]
}
