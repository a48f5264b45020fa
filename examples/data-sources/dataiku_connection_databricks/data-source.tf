resource "dataiku_connection_databricks" "warehouse_dbx" {
  name      = "warehouse_dbx"
  host      = "adb-1234567890123456.7.azuredatabricks.net"
  http_path = "/sql/1.0/warehouses/abc123"
}

data "dataiku_connection_databricks" "warehouse_dbx" {
  name = dataiku_connection_databricks.warehouse_dbx.id
}

output "http_path" {
  value = data.dataiku_connection_databricks.warehouse_dbx.http_path
}
