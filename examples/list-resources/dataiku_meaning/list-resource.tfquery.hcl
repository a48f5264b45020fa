list "dataiku_meaning" "all" {
  provider = dataiku
}
