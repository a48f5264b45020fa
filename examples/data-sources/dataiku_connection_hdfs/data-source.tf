resource "dataiku_connection_hdfs" "hdfs_team" {
  name = "hdfs_team"
  root = "/user/dataiku/team"
}

data "dataiku_connection_hdfs" "hdfs_team" {
  name = dataiku_connection_hdfs.hdfs_team.id
}

output "root" {
  value = data.dataiku_connection_hdfs.hdfs_team.root
}
