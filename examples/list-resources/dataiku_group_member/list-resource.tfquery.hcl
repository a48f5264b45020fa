list "dataiku_group_member" "all" {
  provider = dataiku
}
