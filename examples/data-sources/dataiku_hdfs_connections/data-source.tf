data "dataiku_hdfs_connections" "all" {}

output "roots" {
  value = { for c in data.dataiku_hdfs_connections.all.connections : c.name => c.root }
}
