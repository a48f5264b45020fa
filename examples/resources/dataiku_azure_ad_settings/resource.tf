variable "client_secret" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_azure_ad_settings" "example" {
  enabled = true

  credential_method                    = "OAUTH2_SECRET"
  credentials_tenant_id                = "00000000-0000-0000-0000-000000000001"
  credentials_client_id                = "00000000-0000-0000-0000-000000000002"
  credentials_client_secret_wo         = var.client_secret
  credentials_client_secret_wo_version = 1

  login_attribute_ref = "userPrincipalName"
  groups_limit        = 500
  authorized_groups   = ["dataiku-users"]

  allow_on_demand_users_sync         = true
  allow_on_demand_users_provisioning = true
}
