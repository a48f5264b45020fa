resource "dataiku_project_standards_check" "size" {
  check_element_type = "project-standards_flow-size"
  name               = "Small flow"
}

resource "dataiku_project_standards_scope" "example" {
  name             = "sales"
  description      = "Projects of the sales teams"
  selection_method = "BY_TAG"
  selected_tags    = ["sales", "crm"]
  checks           = [dataiku_project_standards_check.size.id]
}

resource "dataiku_project_folder" "sandbox" {
  name = "Sandbox"
}

# Nothing is checked in the sandbox.
resource "dataiku_project_standards_scope" "sandbox" {
  name             = "sandbox"
  selection_method = "BY_FOLDER"
  selected_folders = [dataiku_project_folder.sandbox.id]
}
