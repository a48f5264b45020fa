# The name
terraform import dataiku_connection.example "lakehouse_trino"
