resource "dataiku_govern_role" "legal_reviewer" {
  identifier = "legal_reviewer"
  label      = "Legal reviewer"
}

resource "dataiku_govern_role_assignment" "example" {
  blueprint_id    = "bp.system.business_initiative"
  role_id         = dataiku_govern_role.legal_reviewer.id
  users           = ["ada"]
  groups          = ["legal"]
  global_api_keys = ["review-bot"]
}
