resource "dataiku_connection_bigquery" "warehouse_bq" {
  name      = "warehouse_bq"
  auth_type = "KEYPAIR"
  key_path  = "/data/keys/bigquery.json"
}

data "dataiku_connection_bigquery" "warehouse_bq" {
  name = dataiku_connection_bigquery.warehouse_bq.id
}

output "key_path" {
  value = data.dataiku_connection_bigquery.warehouse_bq.key_path
}
