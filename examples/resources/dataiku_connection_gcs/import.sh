# The name
terraform import dataiku_connection_gcs.example "datalake_gcs"
