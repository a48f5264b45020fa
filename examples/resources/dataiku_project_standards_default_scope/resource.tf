resource "dataiku_project_standards_check" "size" {
  check_element_type = "project-standards_flow-size"
  name               = "Small flow"
}

resource "dataiku_project_standards_default_scope" "example" {
  checks = [dataiku_project_standards_check.size.id]
}
