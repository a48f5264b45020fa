# The full identifier
terraform import dataiku_govern_blueprint.example "bp.ai_use_case"
