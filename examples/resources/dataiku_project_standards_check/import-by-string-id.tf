import {
  to = dataiku_project_standards_check.example
  id = "aBcD1234"
}
