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

  field = {
    purpose = {
      label      = "Purpose"
      field_type = "TEXT"
      required   = true
    }
    risk_level = {
      label      = "Risk level"
      field_type = "CATEGORY"
      categories = ["Low", "Medium", "High"]
    }
    go_live = {
      label      = "Planned go-live"
      field_type = "DATE"
    }
    owners = {
      label              = "Owners"
      field_type         = "REFERENCE"
      allowed_blueprints = ["bp.system.user", "bp.system.group"]
      list_config        = {}
    }
  }

  # The ids stay: artifacts, views and sign-offs name them.
  workflow_step = [
    { id = "draft", name = "Draft" },
    { id = "review", name = "Review", display_signoff_after_view = true },
    { id = "live", name = "Live" },
  ]

  ui_definition_json = jsonencode({
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
