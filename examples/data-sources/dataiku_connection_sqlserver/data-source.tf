resource "dataiku_connection_sqlserver" "finance_mssql" {
  name = "finance_mssql"
  host = "mssql.example.com"
  db   = "finance"
}

data "dataiku_connection_sqlserver" "finance_mssql" {
  name = dataiku_connection_sqlserver.finance_mssql.id
}

output "host" {
  value = data.dataiku_connection_sqlserver.finance_mssql.host
}
