data "dataiku_govern_role" "approver" {
  id = "ro.final_approver"
}

output "label_of_final_approver" {
  value = data.dataiku_govern_role.approver.label
}
