list "dataiku_project_folder" "all" {
  provider = dataiku
}
