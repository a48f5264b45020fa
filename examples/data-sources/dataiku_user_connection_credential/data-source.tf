resource "dataiku_user" "ada" {
  login        = "ada"
  display_name = "Ada Lovelace"
  source_type  = "LOCAL_NO_AUTH"
}

resource "dataiku_user_connection_credential" "warehouse" {
  login           = dataiku_user.ada.login
  connection_name = "warehouse"
  type            = "BASIC"
  user            = "ada_l"
  password_wo     = "change-me-12"
}

# Fails when the user has no credential for the connection. Its secret is never shown.
data "dataiku_user_connection_credential" "warehouse" {
  login           = dataiku_user_connection_credential.warehouse.login
  connection_name = dataiku_user_connection_credential.warehouse.connection_name
}
