# The full identifiers of the blueprint and the version, and the identifier of the step
terraform import dataiku_govern_signoff_configuration.example "bp.ai_use_case/bv.v1/review"
