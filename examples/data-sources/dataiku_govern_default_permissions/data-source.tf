data "dataiku_govern_default_permissions" "all" {}

output "roles_with_default_permissions" {
  value = keys(jsondecode(data.dataiku_govern_default_permissions.all.role_permissions_json))
}
