variable "aws_secret_key" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_s3" "example" {
  name        = "datalake"
  description = "Data lake"

  aws_credentials_mode  = "KEYPAIR"
  access_key            = "AKIAEXAMPLE"
  secret_key_wo         = var.aws_secret_key
  secret_key_wo_version = 1

  region_or_endpoint     = "eu-west-1"
  default_managed_bucket = "acme-datalake"
  default_managed_path   = "/dataiku"
  encryption_mode        = "SSE_S3"
  allow_managed_folders  = true
}

# With the role of the node's machine, and limited to one path.
resource "dataiku_connection_s3" "landing" {
  name                 = "landing_zone"
  aws_credentials_mode = "ENVIRONMENT"
  region_or_endpoint   = "eu-west-1"
  chbucket             = "acme-landing"
  chroot               = "/incoming"
  allow_write          = false
}
