import {
  to = dataiku_govern_blueprint_permissions.example
  id = "bp.model_card"
}
