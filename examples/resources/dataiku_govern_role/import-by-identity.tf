import {
  to = dataiku_govern_role.example
  identity = {
    id = "ro.legal_reviewer"
  }
}
