# The same for every node
terraform import dataiku_govern_default_permissions.example "default-permissions"
