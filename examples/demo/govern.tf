data "dataiku_govern_current_identity" "self" {}

locals {
  # Identifiers on the Govern node follow from names, so that documents can refer to each other before they exist.
  legal_reviewer = provider::dataiku::govern_id("role", "legal_reviewer")
}

resource "dataiku_govern_role" "reviewer" {
  for_each = {
    legal_reviewer    = "Looks at the law"
    security_reviewer = "Looks at risks"
  }

  identifier  = each.key
  label       = title(replace(each.key, "_", " "))
  description = each.value
}

resource "dataiku_govern_blueprint" "use_case" {
  identifier       = "ai_use_case"
  name             = "AI use case"
  icon             = "fact_check"
  color            = "#da7f15"
  background_color = "#fce4c7"
}

resource "dataiku_govern_blueprint_version" "first" {
  blueprint_id = dataiku_govern_blueprint.use_case.id
  identifier   = "v1"
  name         = "First version"
  status       = "ACTIVE"

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
  }

  workflow_step = [
    { id = "draft", name = "Draft" },
    { id = "review", name = "Review" },
    { id = "approved", name = "Approved" },
  ]
}

# Starts as a copy of the first one and stays a draft until it is ready.
resource "dataiku_govern_blueprint_version" "next" {
  blueprint_id      = dataiku_govern_blueprint.use_case.id
  identifier        = "v2"
  name              = "Next version"
  origin_version_id = dataiku_govern_blueprint_version.first.version_id

  # A fork copies the sign-offs that are there by then.
  depends_on = [dataiku_govern_signoff_configuration.review]
}

resource "dataiku_govern_custom_page" "use_cases" {
  identifier = "use_cases"
  name       = "AI use cases"
  icon       = "table_view"
  type       = "artifact-table"
  visible    = true

  content_json = jsonencode({
    filters = [{ type = "blueprints", blueprintIds = [dataiku_govern_blueprint.use_case.id] }]
  })
}
