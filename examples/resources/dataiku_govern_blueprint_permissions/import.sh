# The full identifier of the blueprint
terraform import dataiku_govern_blueprint_permissions.example "bp.model_card"
