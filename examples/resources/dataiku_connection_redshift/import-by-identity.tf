import {
  to = dataiku_connection_redshift.example
  identity = {
    name = "warehouse_redshift"
  }
}
