resource "dataiku_workspace" "sales" {
  workspace_key = "SALES"
  display_name  = "Sales"
}

data "dataiku_workspace" "sales" {
  workspace_key = dataiku_workspace.sales.workspace_key
}

output "color" {
  value = data.dataiku_workspace.sales.color
}
