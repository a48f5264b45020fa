resource "dataiku_govern_blueprint" "use_case" {
  identifier = "use_case_inventory"
  name       = "Use case inventory"
}

resource "dataiku_govern_blueprint_version" "v1" {
  blueprint_id = dataiku_govern_blueprint.use_case.id
  identifier   = "v1"
  name         = "First version"
  status       = "ACTIVE"

  definition_json = jsonencode({
    fieldDefinitions = {
      purpose = {
        label      = "Purpose"
        fieldType  = "TEXT"
        sourceType = "STORE"
      }
      risk_level = {
        label      = "Risk level"
        fieldType  = "CATEGORY"
        sourceType = "STORE"
        categories = ["Low", "Medium", "High"]
      }
      go_live = {
        label      = "Planned go-live"
        fieldType  = "DATE"
        sourceType = "STORE"
      }
      related = {
        label             = "Related use cases"
        fieldType         = "REFERENCE"
        sourceType        = "STORE"
        allowedBlueprints = [dataiku_govern_blueprint.use_case.id]
        listConfig        = {}
      }
    }
    workflowDefinition = {
      stepDefinitions = [
        { id = "draft", name = "Draft" },
        { id = "review", name = "Review" },
      ]
    }
  })
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
