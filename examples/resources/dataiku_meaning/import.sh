# The identifier
terraform import dataiku_meaning.example "department"
