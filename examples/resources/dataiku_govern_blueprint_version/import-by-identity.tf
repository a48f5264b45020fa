import {
  to = dataiku_govern_blueprint_version.example
  identity = {
    blueprint_id = "bp.ai_use_case"
    version_id   = "bv.v1"
  }
}
