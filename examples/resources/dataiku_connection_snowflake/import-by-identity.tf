import {
  to = dataiku_connection_snowflake.example
  identity = {
    name = "warehouse_sf"
  }
}
