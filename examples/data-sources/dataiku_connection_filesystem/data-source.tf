data "dataiku_connection_filesystem" "managed" {
  name = "filesystem_managed"
}

output "root_of_managed_datasets" {
  value = data.dataiku_connection_filesystem.managed.root
}
