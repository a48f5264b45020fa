import {
  to = dataiku_project_standards_scope_order.example
  identity = {
    id = "project-standards-scope-order"
  }
}
