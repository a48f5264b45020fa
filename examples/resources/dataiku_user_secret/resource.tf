variable "warehouse_token" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_user" "ada" {
  login        = "ada"
  display_name = "Ada Lovelace"
  source_type  = "LOCAL_NO_AUTH"
}

resource "dataiku_user_secret" "example" {
  login            = dataiku_user.ada.login
  name             = "warehouse_token"
  value_wo         = var.warehouse_token
  value_wo_version = 1
}
