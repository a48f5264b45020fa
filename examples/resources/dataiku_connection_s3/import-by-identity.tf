import {
  to = dataiku_connection_s3.example
  identity = {
    name = "datalake"
  }
}
