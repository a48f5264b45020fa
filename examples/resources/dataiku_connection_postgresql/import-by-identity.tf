import {
  to = dataiku_connection_postgresql.example
  identity = {
    name = "reporting_pg"
  }
}
