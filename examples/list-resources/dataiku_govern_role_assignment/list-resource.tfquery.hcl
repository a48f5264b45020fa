list "dataiku_govern_role_assignment" "of_initiatives" {
  provider = dataiku

  config {
    blueprint_id = "bp.system.business_initiative"
  }
}
