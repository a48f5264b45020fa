variable "accept_danger_zone" {
  description = "Whether this run may discard values of existing artifacts."
  type        = bool
  default     = false
}

resource "dataiku_govern_blueprint" "use_case" {
  identifier       = "ai_use_case"
  name             = "AI use case"
  icon             = "fact_check"
  color            = "#da7f15"
  background_color = "#fce4c7"
}

resource "dataiku_govern_blueprint_version" "v1" {
  blueprint_id       = dataiku_govern_blueprint.use_case.id
  identifier         = "v1"
  name               = "Version 1"
  instructions       = "Kept in git. Do not edit it here."
  status             = "ACTIVE"
  accept_danger_zone = var.accept_danger_zone

  definition_json = jsonencode({
    fieldDefinitions = {
      purpose = {
        label      = "Purpose"
        fieldType  = "TEXT"
        sourceType = "STORE"
        required   = true
      }
      risk_level = {
        label      = "Risk level"
        fieldType  = "CATEGORY"
        sourceType = "STORE"
        required   = false
        categories = ["Low", "Medium", "High"]
      }
      go_live = {
        label      = "Planned go-live"
        fieldType  = "DATE"
        sourceType = "STORE"
        required   = false
      }
      owners = {
        label             = "Owners"
        fieldType         = "REFERENCE"
        sourceType        = "STORE"
        required          = false
        allowedBlueprints = ["bp.system.user", "bp.system.group"]
        listConfig        = {}
      }
    }

    # The ids stay: artifacts, views and sign-offs name them.
    workflowDefinition = {
      stepDefinitions = [
        { id = "draft", name = "Draft" },
        { id = "review", name = "Review", displaySignoffAfterView = true },
        { id = "live", name = "Live" },
      ]
    }

    uiDefinition = {
      views = {
        main = {
          label = "Overview"
          viewComponent = {
            type = "container"
            layout = {
              type = "sequential"
              viewComponents = [
                { type = "text-field", fieldId = "purpose", label = "Purpose" },
                { type = "category-field", fieldId = "risk_level", label = "Risk level" },
                { type = "card-reference-field", fieldId = "owners", label = "Owners" },
              ]
            }
          }
        }
      }
      uiStepDefinitions = {
        draft  = { viewId = "main" }
        review = { viewId = "main" }
        live   = { viewId = "main" }
      }
      artifactPageViewId = "main"
    }
  })
}

resource "dataiku_govern_signoff_configuration" "review" {
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
      groups = ["product_owners"]
    }
  }

  approvers = {
    roles = [dataiku_govern_role.risk_officer.id]
  }
}
