import {
  to = dataiku_govern_general_settings.example
  identity = {
    id = "general-settings"
  }
}
