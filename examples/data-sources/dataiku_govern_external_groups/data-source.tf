data "dataiku_govern_external_groups" "ldap" {
  user_source_type = "LDAP"
}

output "groups_of_the_directory" {
  value = data.dataiku_govern_external_groups.ldap.groups
}
