import {
  to = dataiku_connection_mongodb.example
  id = "orders_mongo"
}
