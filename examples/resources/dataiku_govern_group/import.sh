# The name
terraform import dataiku_govern_group.example "governance-team"
