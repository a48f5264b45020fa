resource "dataiku_workspace" "sales" {
  workspace_key = "SALES"
  display_name  = "Sales"
}

resource "dataiku_workspace_object" "example" {
  workspace_key = dataiku_workspace.sales.workspace_key

  html_link = {
    name = "Handbook"
    url  = "https://example.com/handbook"
  }
}

data "dataiku_workspace_object" "example" {
  workspace_key = dataiku_workspace_object.example.workspace_key
  object_id     = dataiku_workspace_object.example.object_id
}

output "address" {
  value = data.dataiku_workspace_object.example.html_link.url
}
