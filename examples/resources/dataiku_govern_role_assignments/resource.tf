resource "dataiku_govern_blueprint" "ai_use_case" {
  identifier = "ai_use_case"
  name       = "AI use case"
}

resource "dataiku_govern_role" "legal_reviewer" {
  identifier = "legal_reviewer"
  label      = "Legal reviewer"
}

# Owns all role assignments of the blueprint: roles that are not here are removed.
resource "dataiku_govern_role_assignments" "example" {
  blueprint_id = dataiku_govern_blueprint.ai_use_case.id

  roles = {
    (dataiku_govern_role.legal_reviewer.id) = {
      groups = ["legal"]
    }
    # Whoever an artifact names in its field "owners" may work on it.
    "ro.contributor" = {
      users     = ["ada"]
      field_ids = ["owners"]
    }
  }

  # Who has a role on business initiatives has it here too.
  inherit_blueprint_id = "bp.system.business_initiative"
}
