import {
  to = dataiku_data_collection_object.example
  identity = {
    data_collection_id = "sales001"
    project_key        = "CHURN"
    dataset_name       = "customers"
  }
}
