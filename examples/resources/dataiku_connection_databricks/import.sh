# The name
terraform import dataiku_connection_databricks.example "warehouse_dbx"
