list "dataiku_govern_blueprint_version" "ai_use_case" {
  provider = dataiku

  config {
    blueprint_id = "bp.ai_use_case"
  }
}
