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

  definition_json = jsonencode({
    fieldDefinitions = {
      purpose = {
        label       = "Purpose"
        description = "What the use case is for"
        fieldType   = "TEXT"
        sourceType  = "STORE"
        required    = true
      }
      risk_level = {
        label       = "Risk level"
        description = "Outcome of the first assessment"
        fieldType   = "CATEGORY"
        sourceType  = "STORE"
        required    = false
        categories  = ["Low", "Medium", "High"]
      }
      go_live = {
        label      = "Planned go-live"
        fieldType  = "DATE"
        sourceType = "STORE"
        required   = false
      }
      owners = {
        label             = "Owners"
        description       = "People or groups in charge"
        fieldType         = "REFERENCE"
        sourceType        = "STORE"
        required          = false
        allowedBlueprints = ["bp.system.user", "bp.system.group"]
        listConfig        = { cardinalityMin = 1, cardinalityMax = 5 }
      }
    }

    workflowDefinition = {
      stepDefinitions = [
        { id = "draft", name = "Draft" },
        { id = "review", name = "Review", displaySignoffAfterView = true },
        { id = "approved", name = "Approved" },
      ]
    }

    logicalHookList = [
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
    }
  })
}
