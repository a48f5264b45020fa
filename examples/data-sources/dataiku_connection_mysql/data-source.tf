resource "dataiku_connection_mysql" "shop_mysql" {
  name = "shop_mysql"
  host = "mysql.example.com"
  db   = "shop"
}

data "dataiku_connection_mysql" "shop_mysql" {
  name = dataiku_connection_mysql.shop_mysql.id
}

output "host" {
  value = data.dataiku_connection_mysql.shop_mysql.host
}
