import {
  to = dataiku_connection.example
  id = "lakehouse_trino"
}
