import {
  to = dataiku_workspace.example
  id = "SALES"
}
