# The name
terraform import dataiku_connection_oracle.example "erp_oracle"
