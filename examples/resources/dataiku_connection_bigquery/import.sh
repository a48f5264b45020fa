# The name
terraform import dataiku_connection_bigquery.example "warehouse_bq"
