import {
  to = dataiku_connection_postgresql.example
  id = "reporting_pg"
}
