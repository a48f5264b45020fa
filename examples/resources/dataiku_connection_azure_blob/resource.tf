variable "storage_key" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_azure_blob" "example" {
  name        = "datalake_az"
  description = "Data lake"

  storage_account       = "acmedatalake"
  auth_type             = "SHARED_KEY"
  access_key_wo         = var.storage_key
  access_key_wo_version = 1

  default_managed_container = "dataiku"
  allow_managed_folders     = true
}
