# The data collection, the project and the dataset
terraform import dataiku_data_collection_object.example "sales001/CHURN/customers"
