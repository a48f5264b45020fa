# The same for every node
terraform import dataiku_project_standards_default_scope.example "project-standards-default-scope"
