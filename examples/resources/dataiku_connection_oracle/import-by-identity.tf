import {
  to = dataiku_connection_oracle.example
  identity = {
    name = "erp_oracle"
  }
}
