data "dataiku_connection" "managed" {
  name = "filesystem_managed"
}

output "root_of_managed_datasets" {
  value = jsondecode(data.dataiku_connection.managed.params_json).root
}
