data "dataiku_govern_roles" "all" {}

output "labels_of_roles" {
  value = { for role in data.dataiku_govern_roles.all.roles : role.id => role.label }
}
