import {
  to = dataiku_general_settings.example
  identity = {
    id = "general-settings"
  }
}
