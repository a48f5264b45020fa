list "dataiku_govern_group" "all" {
  provider = dataiku
}
