import {
  to = dataiku_connection_databricks.example
  identity = {
    name = "warehouse_dbx"
  }
}
