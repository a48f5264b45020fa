import {
  to = dataiku_govern_role_assignments.example
  id = "bp.ai_use_case"
}
