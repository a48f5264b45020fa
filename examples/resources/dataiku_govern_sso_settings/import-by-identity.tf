import {
  to = dataiku_govern_sso_settings.example
  identity = {
    id = "sso-settings"
  }
}
