import {
  to = dataiku_govern_signoff_configuration.example
  id = "bp.ai_use_case/bv.v1/review"
}
