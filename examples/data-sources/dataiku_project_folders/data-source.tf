data "dataiku_project_folders" "all" {}

output "names" {
  value = { for folder in data.dataiku_project_folders.all.folders : folder.id => folder.name }
}
