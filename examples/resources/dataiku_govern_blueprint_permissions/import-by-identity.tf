import {
  to = dataiku_govern_blueprint_permissions.example
  identity = {
    blueprint_id = "bp.model_card"
  }
}
