variable "warehouse_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

variable "refresh_token" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_user" "ada" {
  login        = "ada"
  display_name = "Ada Lovelace"
  source_type  = "LOCAL_NO_AUTH"
}

resource "dataiku_user_connection_credential" "example" {
  login               = dataiku_user.ada.login
  connection_name     = "warehouse"
  type                = "BASIC"
  user                = "ada_l"
  password_wo         = var.warehouse_password
  password_wo_version = 1
}

# For a connection with OAuth.
resource "dataiku_user_connection_credential" "lakehouse" {
  login                    = dataiku_user.ada.login
  connection_name          = "lakehouse"
  type                     = "OAUTH_REFRESH_TOKEN"
  refresh_token_wo         = var.refresh_token
  refresh_token_wo_version = 1
}
