list "dataiku_govern_signoff_configuration" "ai_use_case" {
  provider = dataiku

  config {
    blueprint_id = "bp.ai_use_case"
    version_id   = "bv.v1"
  }
}
