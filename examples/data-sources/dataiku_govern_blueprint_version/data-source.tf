data "dataiku_govern_blueprint_version" "standard" {
  blueprint_id = "bp.system.govern_project"
  version_id   = "bv.system.default"
}

output "steps_of_the_standard_workflow" {
  value = data.dataiku_govern_blueprint_version.standard.workflow_step[*].id
}
