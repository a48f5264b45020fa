import {
  to = dataiku_connection_mysql.example
  identity = {
    name = "shop_mysql"
  }
}
