data "dataiku_authorization_matrix" "current" {}

output "may_create_projects" {
  value = [for login, rights in data.dataiku_authorization_matrix.current.users : login if contains(rights.abilities, "mayCreateProjects")]
}

# Who may change the content of a project, by project.
output "project_writers" {
  value = transpose({
    for login, rights in data.dataiku_authorization_matrix.current.users : login => [
      for key, project in rights.projects : key if contains(project.permissions, "writeProjectContent")
    ]
  })
}
