# The name
terraform import dataiku_group.example "data-engineers"
