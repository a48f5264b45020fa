import {
  to = dataiku_connection_sqlserver.example
  id = "finance_mssql"
}
