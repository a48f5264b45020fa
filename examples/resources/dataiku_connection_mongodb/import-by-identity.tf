import {
  to = dataiku_connection_mongodb.example
  identity = {
    name = "orders_mongo"
  }
}
