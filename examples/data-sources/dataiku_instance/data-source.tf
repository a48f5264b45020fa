data "dataiku_instance" "node" {}

output "node" {
  value = "${data.dataiku_instance.node.node_type} ${data.dataiku_instance.node.version}"
}
