import {
  to = dataiku_connection.example
  identity = {
    name = "warehouse_snowflake"
  }
}
