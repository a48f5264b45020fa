import {
  to = dataiku_container_settings.example
  id = "container_settings"
}
