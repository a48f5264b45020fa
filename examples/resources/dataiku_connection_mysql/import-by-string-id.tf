import {
  to = dataiku_connection_mysql.example
  id = "shop_mysql"
}
