# Needs no administrator: any key may ask which connections it can use.
data "dataiku_connection_names" "files" {
  type = "Filesystem"
}

output "connections_for_files" {
  value = data.dataiku_connection_names.files.names
}
