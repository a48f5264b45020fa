import {
  to = dataiku_project_standards_scope_order.example
  id = "project-standards-scope-order"
}
