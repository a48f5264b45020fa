data "dataiku_azure_blob_connections" "all" {}

output "accounts" {
  value = { for c in data.dataiku_azure_blob_connections.all.connections : c.name => c.storage_account }
}
