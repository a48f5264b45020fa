import {
  to = dataiku_project_standards_check.example
  identity = {
    id = "aBcD1234"
  }
}
