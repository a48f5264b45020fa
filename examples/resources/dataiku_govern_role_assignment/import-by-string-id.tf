import {
  to = dataiku_govern_role_assignment.example
  id = "bp.system.business_initiative/ro.legal_reviewer"
}
