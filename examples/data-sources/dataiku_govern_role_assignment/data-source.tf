resource "dataiku_govern_role_assignment" "managers" {
  blueprint_id = "bp.system.govern_project"
  role_id      = "ro.project_manager"
  groups       = ["project_managers"]
}

data "dataiku_govern_role_assignment" "managers" {
  blueprint_id = dataiku_govern_role_assignment.managers.blueprint_id
  role_id      = dataiku_govern_role_assignment.managers.role_id
}

output "groups_of_project_managers" {
  value = data.dataiku_govern_role_assignment.managers.groups
}
