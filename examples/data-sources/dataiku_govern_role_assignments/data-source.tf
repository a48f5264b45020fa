resource "dataiku_govern_role_assignment" "managers" {
  blueprint_id = "bp.system.govern_project"
  role_id      = "ro.project_manager"
  groups       = ["project_managers"]
}

data "dataiku_govern_role_assignments" "projects" {
  blueprint_id = dataiku_govern_role_assignment.managers.blueprint_id
}

output "roles_on_projects" {
  value = keys(data.dataiku_govern_role_assignments.projects.roles)
}
