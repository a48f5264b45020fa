data "dataiku_govern_group" "administrators" {
  name = "administrators"
}

output "members_come_from" {
  value = data.dataiku_govern_group.administrators.source_type
}
