resource "dataiku_govern_role" "legal_reviewer" {
  identifier  = "legal_reviewer"
  label       = "Legal reviewer"
  description = "Gives legal feedback on AI use cases"
}

resource "dataiku_govern_role" "risk_officer" {
  identifier  = "risk_officer"
  label       = "Risk officer"
  description = "Approves AI use cases"
}

resource "dataiku_govern_role_assignments" "use_case" {
  blueprint_id = dataiku_govern_blueprint.use_case.id

  roles = {
    (dataiku_govern_role.legal_reviewer.id) = {
      groups = ["legal"]
    }
    (dataiku_govern_role.risk_officer.id) = {
      groups = ["risk"]
    }
    # Whoever an artifact names in its field "owners" may work on it.
    "ro.contributor" = {
      field_ids = ["owners"]
    }
  }
}

# The names of the members are those that a node answers.
resource "dataiku_govern_blueprint_permissions" "use_case" {
  blueprint_id = dataiku_govern_blueprint.use_case.id

  everyone_permissions_json = jsonencode({
    artifact = { read = true }
  })

  role_permissions_json = jsonencode({
    (dataiku_govern_role.risk_officer.id) = { artifact = { read = true, write = true } }
    "ro.contributor"                      = { artifact = { read = true, write = true } }
  })
}

resource "dataiku_govern_custom_page" "use_cases" {
  identifier = "ai_use_cases"
  name       = "AI use cases"
  icon       = "fact_check"
  type       = "artifact-table"
  visible    = true

  content_json = jsonencode({
    filters = [
      { type = "blueprints", blueprintIds = [dataiku_govern_blueprint.use_case.id] },
      { type = "archived", isArchived = false },
    ]
  })
}
