resource "dataiku_connection_postgresql" "reporting" {
  name = "reporting_pg"
  host = "db.example.com"
  db   = "reporting"
}

data "dataiku_connection_postgresql" "reporting" {
  name = dataiku_connection_postgresql.reporting.id
}

output "address" {
  value = "${data.dataiku_connection_postgresql.reporting.host}:${data.dataiku_connection_postgresql.reporting.port}"
}
