import {
  to = dataiku_connection_bigquery.example
  id = "warehouse_bq"
}
