resource "dataiku_govern_custom_page" "example" {
  identifier = "running_projects"
  name       = "Running projects"
  icon       = "table_view"
  type       = "artifact-table"
  visible    = true

  # The members of a type are not documented: design a page in the UI once and copy what the data source reads of it.
  content_json = jsonencode({
    filters = [
      { type = "blueprints", blueprintIds = ["bp.system.govern_project"] },
      { type = "archived", isArchived = false },
    ]
  })
}
