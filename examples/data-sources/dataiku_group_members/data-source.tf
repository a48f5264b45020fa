data "dataiku_group_members" "all" {}

output "administrators" {
  value = [for member in data.dataiku_group_members.all.members : member.login if member.group == "administrators"]
}
