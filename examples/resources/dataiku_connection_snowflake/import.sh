# The name
terraform import dataiku_connection_snowflake.example "warehouse_sf"
