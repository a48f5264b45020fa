resource "dataiku_govern_blueprint" "use_case" {
  identifier = "use_case_inventory"
  name       = "Use case inventory"
}

resource "dataiku_govern_blueprint_version" "v1" {
  blueprint_id = dataiku_govern_blueprint.use_case.id
  identifier   = "v1"
  name         = "First version"
  status       = "ACTIVE"

  field = {
    purpose    = { label = "Purpose", field_type = "TEXT" }
    risk_level = { label = "Risk level", field_type = "CATEGORY", categories = ["Low", "Medium", "High"] }
    go_live    = { label = "Planned go-live", field_type = "DATE" }
    related = {
      label              = "Related use cases"
      field_type         = "REFERENCE"
      allowed_blueprints = [dataiku_govern_blueprint.use_case.id]
      list_config        = {}
    }
  }

  workflow_step = [
    { id = "draft", name = "Draft" },
    { id = "review", name = "Review" },
  ]
}

resource "dataiku_govern_artifact" "example" {
  blueprint_id = dataiku_govern_blueprint_version.v1.blueprint_id
  version_id   = dataiku_govern_blueprint_version.v1.version_id
  name         = "Churn scoring"

  fields_json = jsonencode({
    purpose    = "Find customers who are about to leave"
    risk_level = "Medium"
    go_live    = "2027-03-01T00:00:00.000Z"
    related    = [dataiku_govern_artifact.segmentation.id]
  })

  # A step that is not named is left to people.
  step_statuses = {
    draft  = "FINISHED"
    review = "ONGOING"
  }

  # Lets terraform destroy work. Leave it out for an artifact that somebody works with.
  deletion_protection = false
}

resource "dataiku_govern_artifact" "segmentation" {
  blueprint_id        = dataiku_govern_blueprint_version.v1.blueprint_id
  version_id          = dataiku_govern_blueprint_version.v1.version_id
  name                = "Customer segmentation"
  fields_json         = jsonencode({ purpose = "Group customers by what they buy" })
  deletion_protection = false
}
