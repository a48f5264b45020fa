data "dataiku_group" "administrators" {
  name = "administrators"
}

output "members_come_from" {
  value = data.dataiku_group.administrators.source_type
}
