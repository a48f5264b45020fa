import {
  to = dataiku_connection.example
  id = "warehouse_snowflake"
}
