import {
  to = dataiku_project_standards_default_scope.example
  identity = {
    id = "project-standards-default-scope"
  }
}
