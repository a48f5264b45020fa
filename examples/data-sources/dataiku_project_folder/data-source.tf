# The root folder, which every node has.
data "dataiku_project_folder" "root" {
  id = "ROOT"
}

output "owner_of_the_root" {
  value = data.dataiku_project_folder.root.owner
}
