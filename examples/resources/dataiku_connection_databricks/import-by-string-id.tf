import {
  to = dataiku_connection_databricks.example
  id = "warehouse_dbx"
}
