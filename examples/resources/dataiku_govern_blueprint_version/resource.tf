resource "dataiku_govern_blueprint" "ai_use_case" {
  identifier = "ai_use_case"
  name       = "AI use case"
  icon       = "fact_check"
}

resource "dataiku_govern_blueprint_version" "example" {
  blueprint_id = dataiku_govern_blueprint.ai_use_case.id
  identifier   = "v1"
  name         = "Version 1"
  instructions = "Add fields freely; keep the step ids stable."
  status       = "ACTIVE"

  field = {
    purpose = {
      label       = "Purpose"
      description = "What the use case is for"
      field_type  = "TEXT"
      required    = true
    }
    risk_level = {
      label       = "Risk level"
      description = "Outcome of the first assessment"
      field_type  = "CATEGORY"
      categories  = ["Low", "Medium", "High"]
    }
    go_live = {
      label      = "Planned go-live"
      field_type = "DATE"
    }
    owners = {
      label              = "Owners"
      description        = "People or groups in charge"
      field_type         = "REFERENCE"
      allowed_blueprints = ["bp.system.user", "bp.system.group"]
      list_config        = { cardinality_min = 1, cardinality_max = 5 }
    }
  }

  workflow_step = [
    { id = "draft", name = "Draft" },
    { id = "review", name = "Review", display_signoff_after_view = true },
    { id = "approved", name = "Approved" },
  ]

  # A longer script belongs into a file of its own: script = file("${path.module}/default_risk.py")
  logical_hook = [
    {
      name        = "Default risk"
      description = "Sets a risk level when none is given"
      phases      = ["CREATE", "UPDATE"]
      script      = <<-EOT
        from govern.core.handler import get_handler
        h = get_handler()
        if not h.artifact.fields.get('risk_level'):
            h.artifact.fields['risk_level'] = 'Medium'
      EOT
    },
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
              { type = "card-reference-field", fieldId = "owners", label = "Owners" },
              { type = "date-field", fieldId = "go_live", label = "Planned go-live" },
            ]
          }
        }
      }
      assessment = {
        label         = "Assessment"
        viewComponent = { type = "category-field", fieldId = "risk_level", label = "Risk level" }
      }
    }
    uiStepDefinitions = {
      draft    = { viewId = "main" }
      review   = { viewId = "assessment" }
      approved = { viewId = "main" }
    }
    artifactPageViewId = "main"
  })
}
