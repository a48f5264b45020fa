import {
  to = dataiku_connection_sqlserver.example
  identity = {
    name = "finance_mssql"
  }
}
