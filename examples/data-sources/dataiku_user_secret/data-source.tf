resource "dataiku_user" "ada" {
  login        = "ada"
  display_name = "Ada Lovelace"
  source_type  = "LOCAL_NO_AUTH"
}

resource "dataiku_user_secret" "token" {
  login    = dataiku_user.ada.login
  name     = "warehouse_token"
  value_wo = "change-me-12"
}

# Fails when the user lacks the secret. The value is never shown.
data "dataiku_user_secret" "token" {
  login = dataiku_user_secret.token.login
  name  = dataiku_user_secret.token.name
}
