resource "dataiku_govern_blueprint" "model_card" {
  identifier = "model_card"
  name       = "Model card"
}

resource "dataiku_govern_blueprint_version" "v1" {
  blueprint_id = dataiku_govern_blueprint.model_card.id
  identifier   = "v1"

  workflow_step = [{ id = "review", name = "Review" }]
}

resource "dataiku_govern_signoff_configuration" "review" {
  blueprint_id = dataiku_govern_blueprint_version.v1.blueprint_id
  version_id   = dataiku_govern_blueprint_version.v1.version_id
  step_id      = "review"
  title        = "Review"
  mandatory    = true
  approvers    = { groups = ["compliance"] }
}

data "dataiku_govern_signoff_configurations" "v1" {
  blueprint_id = dataiku_govern_signoff_configuration.review.blueprint_id
  version_id   = dataiku_govern_signoff_configuration.review.version_id
}

output "mandatory_signoffs" {
  value = { for signoff in data.dataiku_govern_signoff_configurations.v1.configurations : signoff.step_id => signoff.mandatory }
}
