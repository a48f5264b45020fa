resource "dataiku_govern_blueprint_permissions" "project" {
  blueprint_id = "bp.system.govern_project"

  role_permissions_json = jsonencode({
    "ro.project_manager" = { artifact = { admin = true } }
  })
}

data "dataiku_govern_blueprint_permissions" "project" {
  blueprint_id = dataiku_govern_blueprint_permissions.project.blueprint_id
}

output "roles_with_permissions" {
  value = keys(jsondecode(data.dataiku_govern_blueprint_permissions.project.role_permissions_json))
}
