import {
  to = dataiku_govern_blueprint.example
  identity = {
    id = "bp.ai_use_case"
  }
}
