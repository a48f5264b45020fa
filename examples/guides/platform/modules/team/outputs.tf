output "group" {
  description = "Name of the group."
  value       = dataiku_group.team.name
}

output "projects" {
  description = "Keys of the projects."
  value       = { for key, project in dataiku_project.work : key => project.project_key }
}
