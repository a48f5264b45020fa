import {
  to = dataiku_govern_sso_settings.example
  id = "sso-settings"
}
