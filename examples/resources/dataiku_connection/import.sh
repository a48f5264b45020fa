# The name
terraform import dataiku_connection.example "warehouse_snowflake"
