import {
  to = dataiku_workspace_object.example
  identity = {
    workspace_key = "SALES"
    object_id     = "aBcD1234"
  }
}
