list "dataiku_project" "all" {
  provider = dataiku
}
