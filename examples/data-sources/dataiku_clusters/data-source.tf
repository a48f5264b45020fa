data "dataiku_clusters" "all" {}

output "running" {
  value = [for cluster in data.dataiku_clusters.all.clusters : cluster.name if cluster.state == "RUNNING"]
}
