# The name
terraform import dataiku_connection_azure_blob.example "datalake_az"
