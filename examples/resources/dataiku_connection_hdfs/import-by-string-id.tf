import {
  to = dataiku_connection_hdfs.example
  id = "hdfs_team"
}
