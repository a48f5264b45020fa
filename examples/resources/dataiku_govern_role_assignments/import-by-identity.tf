import {
  to = dataiku_govern_role_assignments.example
  identity = {
    blueprint_id = "bp.ai_use_case"
  }
}
