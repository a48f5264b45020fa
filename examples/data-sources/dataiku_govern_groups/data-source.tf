data "dataiku_govern_groups" "all" {}

output "groups_of_administrators" {
  value = [for group in data.dataiku_govern_groups.all.groups : group.name if group.abilities.admin]
}
