data "dataiku_projects" "all" {}

output "keys_by_owner" {
  value = { for project in data.dataiku_projects.all.projects : project.owner => project.project_key... }
}
