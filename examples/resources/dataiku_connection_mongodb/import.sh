# The name
terraform import dataiku_connection_mongodb.example "orders_mongo"
