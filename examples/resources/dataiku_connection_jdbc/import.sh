# The name
terraform import dataiku_connection_jdbc.example "archive_jdbc"
