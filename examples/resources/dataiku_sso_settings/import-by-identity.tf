import {
  to = dataiku_sso_settings.example
  identity = {
    id = "sso-settings"
  }
}
