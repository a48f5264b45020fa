output "node" {
  description = "What was configured."
  value       = "${data.dataiku_instance.this.node_type} node, version ${data.dataiku_instance.this.version}"
}

output "people" {
  description = "Who is in which team."
  value       = { for name, team in module.team : name => sort(team.logins) }
}

output "projects" {
  description = "The projects by team."
  value       = { for name, team in module.team : name => team.project_key }
}

output "license_is_valid" {
  description = "Whether the node has a valid licence."
  value       = data.dataiku_license.this.valid
}

output "reviewer_of_the_law" {
  description = "Identifier of the role on the Govern node."
  value       = local.legal_reviewer
}

output "variables_of_the_node" {
  description = "All variables of the node, also those that others set."
  value       = keys(jsondecode(data.dataiku_instance_variables.all.variables_json))
}

output "nightly_scenario" {
  description = "Identifier that the scenario for the scheduler will have."
  value       = provider::dataiku::scenario_id("Nightly build")
}

output "scheduler_key" {
  description = "The key of the scheduler."
  value       = dataiku_global_api_key.scheduler.key
  sensitive   = true
}
