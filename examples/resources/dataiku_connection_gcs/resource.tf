variable "service_account_key" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_gcs" "example" {
  name        = "datalake_gcs"
  description = "Data lake"

  # Their names in the API are not published: take them from a connection that exists.
  params_json = jsonencode({
    authType             = "KEYPAIR"
    projectId            = "acme-analytics"
    defaultManagedBucket = "acme-datalake"
  })
  secret_params_wo         = { appSecretContent = var.service_account_key }
  secret_params_wo_version = 1

  allow_managed_folders = true
}
