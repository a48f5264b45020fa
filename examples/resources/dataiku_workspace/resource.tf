resource "dataiku_group" "sales" {
  name = "sales"
}

resource "dataiku_workspace" "example" {
  workspace_key = "SALES"
  display_name  = "Sales"
  description   = "What the sales teams look at"
  color         = "#1f77b4"

  group_permissions = {
    (dataiku_group.sales.name) = { read = true }
    administrators             = { admin = true, write = true, read = true }
  }
}
