list "dataiku_data_collection_object" "sales" {
  provider = dataiku

  config {
    data_collection_id = "sales001"
  }
}
