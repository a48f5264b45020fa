import {
  to = dataiku_connection_hdfs.example
  identity = {
    name = "hdfs_team"
  }
}
