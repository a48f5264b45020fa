data "dataiku_govern_instance" "node" {}

output "govern_node" {
  value = "${data.dataiku_govern_instance.node.node_id} ${data.dataiku_govern_instance.node.version}"
}
