list "dataiku_govern_default_permissions" "all" {
  provider = dataiku
}
