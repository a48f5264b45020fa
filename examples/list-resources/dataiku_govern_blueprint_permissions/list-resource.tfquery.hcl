list "dataiku_govern_blueprint_permissions" "all" {
  provider = dataiku
}
