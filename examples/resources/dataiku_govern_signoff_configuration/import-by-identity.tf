import {
  to = dataiku_govern_signoff_configuration.example
  identity = {
    blueprint_id = "bp.ai_use_case"
    version_id   = "bv.v1"
    step_id      = "review"
  }
}
