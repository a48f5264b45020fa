resource "dataiku_govern_blueprint" "use_case" {
  identifier = "ai_use_case"
  name       = "AI use case"
}

resource "dataiku_govern_blueprint_version" "v1" {
  blueprint_id = dataiku_govern_blueprint.use_case.id
  identifier   = "v1"
  name         = "Version 1"
  status       = "ACTIVE"

  workflow_step = [{ id = "review", name = "Review" }]
}

resource "dataiku_govern_signoff_configuration" "review" {
  blueprint_id = dataiku_govern_blueprint_version.v1.blueprint_id
  version_id   = dataiku_govern_blueprint_version.v1.version_id
  step_id      = "review"
  title        = "Review before go-live"
  mandatory    = true
  approvers    = { roles = ["ro.final_approver"] }

  # As if the version got it later: the artifact is made without.
  depends_on = [dataiku_govern_artifact.churn]
}

resource "dataiku_govern_artifact" "churn" {
  blueprint_id        = dataiku_govern_blueprint_version.v1.blueprint_id
  version_id          = dataiku_govern_blueprint_version.v1.version_id
  name                = "Churn scoring"
  step_statuses       = { review = "ONGOING" }
  deletion_protection = false
}

action "dataiku_govern_artifact_create_signoff" "review" {
  config {
    artifact_id = dataiku_govern_artifact.churn.id
    step_id     = dataiku_govern_signoff_configuration.review.step_id
  }
}

resource "terraform_data" "gated" {
  input = dataiku_govern_signoff_configuration.review.title

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.dataiku_govern_artifact_create_signoff.review]
    }
  }
}
