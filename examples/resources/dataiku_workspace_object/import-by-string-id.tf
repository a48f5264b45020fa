import {
  to = dataiku_workspace_object.example
  id = "SALES/aBcD1234"
}
