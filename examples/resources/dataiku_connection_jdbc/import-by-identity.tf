import {
  to = dataiku_connection_jdbc.example
  identity = {
    name = "archive_jdbc"
  }
}
