import {
  to = dataiku_connection_oracle.example
  id = "erp_oracle"
}
