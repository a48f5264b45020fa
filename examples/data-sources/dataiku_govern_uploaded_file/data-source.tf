resource "dataiku_govern_uploaded_file" "checklist" {
  name    = "checklist.txt"
  content = "Is there an owner?\n"
}

data "dataiku_govern_uploaded_file" "checklist" {
  id = dataiku_govern_uploaded_file.checklist.id
}

output "hash_of_the_checklist" {
  value = data.dataiku_govern_uploaded_file.checklist.sha256
}
