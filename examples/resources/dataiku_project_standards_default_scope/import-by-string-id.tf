import {
  to = dataiku_project_standards_default_scope.example
  id = "project-standards-default-scope"
}
