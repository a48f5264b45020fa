variable "password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_user" "ada" {
  login        = "ada"
  display_name = "Ada Lovelace"
  source_type  = "LOCAL_NO_AUTH"
}

resource "dataiku_user_plugin_credential" "example" {
  login               = dataiku_user.ada.login
  plugin              = "salesforce"
  parameter_set       = "salesforce-api"
  preset              = "production"
  parameter           = "account"
  type                = "BASIC"
  user                = "ada@example.com"
  password_wo         = var.password
  password_wo_version = 1
}
