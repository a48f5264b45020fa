list "dataiku_govern_user" "all" {
  provider = dataiku
}
