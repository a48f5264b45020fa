import {
  to = dataiku_connection_azure_blob.example
  id = "datalake_az"
}
