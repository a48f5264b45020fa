# The full identifier of the blueprint
terraform import dataiku_govern_role_assignments.example "bp.ai_use_case"
