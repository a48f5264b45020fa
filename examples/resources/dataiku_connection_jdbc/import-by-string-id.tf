import {
  to = dataiku_connection_jdbc.example
  id = "archive_jdbc"
}
