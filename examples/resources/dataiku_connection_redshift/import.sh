# The name
terraform import dataiku_connection_redshift.example "warehouse_redshift"
