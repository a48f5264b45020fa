list "dataiku_data_collection" "all" {
  provider = dataiku
}
