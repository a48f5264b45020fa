data "dataiku_govern_blueprint" "project" {
  id = "bp.system.govern_project"
}

output "name_of_project_blueprint" {
  value = data.dataiku_govern_blueprint.project.name
}
