resource "dataiku_connection_s3" "lake" {
  name                   = "datalake"
  aws_credentials_mode   = "ENVIRONMENT"
  default_managed_bucket = "acme-datalake"
}

data "dataiku_connection_s3" "lake" {
  name = dataiku_connection_s3.lake.id
}

output "bucket" {
  value = data.dataiku_connection_s3.lake.default_managed_bucket
}
