import {
  to = dataiku_govern_blueprint_version.example
  id = "bp.ai_use_case/bv.v1"
}
