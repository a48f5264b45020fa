import {
  to = dataiku_govern_default_permissions.example
  identity = {
    id = "default-permissions"
  }
}
