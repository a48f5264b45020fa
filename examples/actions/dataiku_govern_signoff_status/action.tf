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
}

resource "dataiku_govern_artifact" "churn" {
  blueprint_id        = dataiku_govern_blueprint_version.v1.blueprint_id
  version_id          = dataiku_govern_blueprint_version.v1.version_id
  name                = "Churn scoring"
  step_statuses       = { review = "ONGOING" }
  deletion_protection = false

  # An artifact gets the sign-offs that its version has when it is made.
  depends_on = [dataiku_govern_signoff_configuration.review]
}

# Asks the approvers as soon as the artifact is there; by hand with
# terraform apply -invoke=action.dataiku_govern_signoff_status.ask
action "dataiku_govern_signoff_status" "ask" {
  config {
    artifact_id = dataiku_govern_artifact.churn.id
    step_id     = "review"
    status      = "WAITING_FOR_APPROVAL"
  }
}

resource "terraform_data" "asked" {
  input = dataiku_govern_artifact.churn.id

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.dataiku_govern_signoff_status.ask]
    }
  }
}
