# The same for every node
terraform import dataiku_project_standards_scope_order.example "project-standards-scope-order"
