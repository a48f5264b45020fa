import {
  to = dataiku_general_settings.example
  id = "general-settings"
}
