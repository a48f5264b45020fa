import {
  to = dataiku_connection_redshift.example
  id = "warehouse_redshift"
}
