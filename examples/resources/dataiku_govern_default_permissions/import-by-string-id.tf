import {
  to = dataiku_govern_default_permissions.example
  id = "default-permissions"
}
