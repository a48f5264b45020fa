import {
  to = dataiku_govern_role.example
  id = "ro.legal_reviewer"
}
