import {
  to = dataiku_workspace.example
  identity = {
    workspace_key = "SALES"
  }
}
