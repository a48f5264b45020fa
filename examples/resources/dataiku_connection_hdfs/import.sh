# The name
terraform import dataiku_connection_hdfs.example "hdfs_team"
