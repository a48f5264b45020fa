output "group" {
  description = "Name of the group."
  value       = dataiku_group.team.name
}

output "logins" {
  description = "Who is in the team."
  value       = concat([for person in dataiku_user.person : person.login], [for guest in dataiku_group_member.guest : guest.login])
}

output "project_key" {
  description = "Key of the project."
  value       = dataiku_project.work.project_key
}
