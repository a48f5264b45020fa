import {
  to = dataiku_connection_snowflake.example
  id = "warehouse_sf"
}
