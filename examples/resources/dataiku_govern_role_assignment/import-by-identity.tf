import {
  to = dataiku_govern_role_assignment.example
  identity = {
    blueprint_id = "bp.system.business_initiative"
    role_id      = "ro.legal_reviewer"
  }
}
