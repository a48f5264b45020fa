import {
  to = dataiku_sso_settings.example
  id = "sso-settings"
}
