resource "dataiku_connection_gcs" "datalake_gcs" {
  name        = "datalake_gcs"
  params_json = jsonencode({ defaultManagedBucket = "acme-datalake" })
}

data "dataiku_connection_gcs" "datalake_gcs" {
  name = dataiku_connection_gcs.datalake_gcs.id
}

output "bucket" {
  value = jsondecode(data.dataiku_connection_gcs.datalake_gcs.params_json).defaultManagedBucket
}
