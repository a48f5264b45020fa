resource "dataiku_connection_mongodb" "orders_mongo" {
  name        = "orders_mongo"
  params_json = jsonencode({ host = "mongo.example.com" })
}

data "dataiku_connection_mongodb" "orders_mongo" {
  name = dataiku_connection_mongodb.orders_mongo.id
}

output "host" {
  value = jsondecode(data.dataiku_connection_mongodb.orders_mongo.params_json).host
}
