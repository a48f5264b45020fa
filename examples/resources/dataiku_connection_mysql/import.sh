# The name
terraform import dataiku_connection_mysql.example "shop_mysql"
