resource "dataiku_user" "ada" {
  login        = "ada"
  display_name = "Ada Lovelace"
  source_type  = "LOCAL_NO_AUTH"
}

resource "dataiku_user_plugin_credential" "account" {
  login         = dataiku_user.ada.login
  plugin        = "salesforce"
  parameter_set = "salesforce-api"
  preset        = "production"
  parameter     = "account"
  type          = "BASIC"
  user          = "ada@example.com"
  password_wo   = "change-me-12"
}

# Fails when the user has no such credential. Its secret is never shown.
data "dataiku_user_plugin_credential" "account" {
  login         = dataiku_user_plugin_credential.account.login
  plugin        = dataiku_user_plugin_credential.account.plugin
  parameter_set = dataiku_user_plugin_credential.account.parameter_set
  preset        = dataiku_user_plugin_credential.account.preset
  parameter     = dataiku_user_plugin_credential.account.parameter
}
