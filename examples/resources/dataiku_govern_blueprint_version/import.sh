# The full identifiers of the blueprint and the version
terraform import dataiku_govern_blueprint_version.example "bp.ai_use_case/bv.v1"
