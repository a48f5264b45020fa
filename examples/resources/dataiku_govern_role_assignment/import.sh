# The full identifiers of the blueprint and the role
terraform import dataiku_govern_role_assignment.example "bp.system.business_initiative/ro.legal_reviewer"
