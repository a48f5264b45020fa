resource "dataiku_govern_blueprint" "ai_use_case" {
  identifier = "ai_use_case"
  name       = "AI use case"
}

resource "dataiku_govern_blueprint_version" "v1" {
  blueprint_id = dataiku_govern_blueprint.ai_use_case.id
  identifier   = "v1"
  name         = "Version 1"
  status       = "ACTIVE"

  workflow_step = [
    { id = "draft", name = "Draft" },
    { id = "review", name = "Review", display_signoff_after_view = true },
  ]
}

resource "dataiku_govern_role" "legal_reviewer" {
  identifier = "legal_reviewer"
  label      = "Legal reviewer"
}

resource "dataiku_govern_signoff_configuration" "example" {
  blueprint_id = dataiku_govern_blueprint_version.v1.blueprint_id
  version_id   = dataiku_govern_blueprint_version.v1.version_id
  step_id      = "review"
  title        = "Review before go-live"
  mandatory    = true

  feedback_groups = {
    legal = {
      title = "Legal"
      roles = [dataiku_govern_role.legal_reviewer.id]
    }
    business = {
      title  = "Business"
      users  = ["ada"]
      groups = ["product_owners"]
    }
  }

  approvers = {
    roles = ["ro.final_approver"]
  }

  # An approval holds for a year; then the sign-off begins again with the configuration of that day.
  recurrence = {
    activated            = true
    years                = 1
    reload_configuration = true
  }
}
