variable "client_secret" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_govern_sso_settings" "example" {
  enabled  = true
  protocol = "OPENID"

  openid_params = {
    client_id              = "dataiku"
    issuer                 = "https://login.example.com"
    authorization_endpoint = "https://login.example.com/authorize"
    token_endpoint         = "https://login.example.com/token"
    jwks_uri               = "https://login.example.com/keys"
    scope                  = "openid profile email"
    claim_key_identifier   = "preferred_username"
    claim_key_display_name = "name"
    claim_key_email        = "email"
    use_pkce               = true
  }
  openid_client_secret_wo         = var.client_secret
  openid_client_secret_wo_version = 1

  auto_provision_users_at_login_time = true
  default_user_profile               = "READER"
}
