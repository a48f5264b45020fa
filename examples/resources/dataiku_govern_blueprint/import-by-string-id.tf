import {
  to = dataiku_govern_blueprint.example
  id = "bp.ai_use_case"
}
