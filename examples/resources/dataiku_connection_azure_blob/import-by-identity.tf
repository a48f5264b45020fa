import {
  to = dataiku_connection_azure_blob.example
  identity = {
    name = "datalake_az"
  }
}
