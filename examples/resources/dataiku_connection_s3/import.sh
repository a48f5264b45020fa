# The name
terraform import dataiku_connection_s3.example "datalake"
