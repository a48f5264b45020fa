list "dataiku_govern_role_assignments" "all" {
  provider = dataiku
}
