list "dataiku_govern_role" "all" {
  provider = dataiku
}
