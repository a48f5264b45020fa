# The name
terraform import dataiku_connection_sqlserver.example "finance_mssql"
