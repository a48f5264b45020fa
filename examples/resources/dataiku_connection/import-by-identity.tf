import {
  to = dataiku_connection.example
  identity = {
    name = "lakehouse_trino"
  }
}
