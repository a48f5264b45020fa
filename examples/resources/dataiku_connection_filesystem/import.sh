# The name
terraform import dataiku_connection_filesystem.example "shared_files"
