# A fork begins as a copy of its origin; only what is written here is managed.
resource "dataiku_govern_blueprint_version" "corporate" {
  blueprint_id      = "bp.system.govern_project"
  identifier        = "corporate"
  name              = "Corporate template"
  origin_version_id = "bv.system.default"

  # The fields of the origin stay, beside this one.
  keep_other_fields = true
  field = {
    cost_center = {
      label      = "Cost center"
      field_type = "TEXT"
    }
  }
}
