import {
  to = dataiku_data_collection_object.example
  id = "sales001/CHURN/customers"
}
