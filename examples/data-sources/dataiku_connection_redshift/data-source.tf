resource "dataiku_connection_redshift" "warehouse_redshift" {
  name = "warehouse_redshift"
  host = "acme.abc123.eu-west-1.redshift.amazonaws.com"
  db   = "analytics"
}

data "dataiku_connection_redshift" "warehouse_redshift" {
  name = dataiku_connection_redshift.warehouse_redshift.id
}

output "database" {
  value = data.dataiku_connection_redshift.warehouse_redshift.db
}
