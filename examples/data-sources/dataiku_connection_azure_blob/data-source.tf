resource "dataiku_connection_azure_blob" "datalake_az" {
  name            = "datalake_az"
  storage_account = "acmedatalake"
}

data "dataiku_connection_azure_blob" "datalake_az" {
  name = dataiku_connection_azure_blob.datalake_az.id
}

output "account" {
  value = data.dataiku_connection_azure_blob.datalake_az.storage_account
}
