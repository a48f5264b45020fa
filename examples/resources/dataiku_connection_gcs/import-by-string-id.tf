import {
  to = dataiku_connection_gcs.example
  id = "datalake_gcs"
}
