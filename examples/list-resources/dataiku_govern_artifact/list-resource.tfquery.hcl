list "dataiku_govern_artifact" "use_cases" {
  provider = dataiku

  config {
    blueprint_id = "bp.use_case_inventory"
  }
}
