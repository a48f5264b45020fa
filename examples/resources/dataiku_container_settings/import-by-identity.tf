import {
  to = dataiku_container_settings.example
  identity = {
    id = "container_settings"
  }
}
