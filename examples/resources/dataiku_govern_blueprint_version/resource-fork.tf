# A fork begins as a copy of its origin; only what is written here is managed.
resource "dataiku_govern_blueprint_version" "corporate" {
  blueprint_id      = "bp.system.govern_project"
  identifier        = "corporate"
  name              = "Corporate template"
  origin_version_id = "bv.system.default"

  definition_json = jsonencode({
    fieldDefinitions = {
      cost_center = {
        label      = "Cost center"
        fieldType  = "TEXT"
        sourceType = "STORE"
        required   = false
      }
    }
  })
}
