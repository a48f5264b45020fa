# The full identifier
terraform import dataiku_govern_role.example "ro.legal_reviewer"
