import {
  to = dataiku_project_standards_scope.example
  id = "sales"
}
