import {
  to = dataiku_connection_bigquery.example
  identity = {
    name = "warehouse_bq"
  }
}
