import {
  to = dataiku_govern_general_settings.example
  id = "general-settings"
}
