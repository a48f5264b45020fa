# The identifier of the check
terraform import dataiku_project_standards_check.example "aBcD1234"
