resource "dataiku_project_standards_check" "size" {
  check_element_type = "project-standards_flow-size"
  name               = "Small flow"
}

data "dataiku_project_standards_check" "size" {
  id = dataiku_project_standards_check.size.id
}

output "parameters" {
  value = jsondecode(data.dataiku_project_standards_check.size.check_params_json)
}
