# The name of the scope
terraform import dataiku_project_standards_scope.example "sales"
