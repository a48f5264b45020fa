resource "dataiku_connection_snowflake" "warehouse_sf" {
  name        = "warehouse_sf"
  user        = "DATAIKU"
  params_json = jsonencode({ host = "acme.snowflakecomputing.com" })
}

data "dataiku_connection_snowflake" "warehouse_sf" {
  name = dataiku_connection_snowflake.warehouse_sf.id
}

output "host" {
  value = jsondecode(data.dataiku_connection_snowflake.warehouse_sf.params_json).host
}
