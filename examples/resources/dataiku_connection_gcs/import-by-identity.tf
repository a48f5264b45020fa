import {
  to = dataiku_connection_gcs.example
  identity = {
    name = "datalake_gcs"
  }
}
