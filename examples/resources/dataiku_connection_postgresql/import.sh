# The name
terraform import dataiku_connection_postgresql.example "reporting_pg"
