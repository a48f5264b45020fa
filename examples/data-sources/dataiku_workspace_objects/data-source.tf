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

data "dataiku_workspace_objects" "sales" {
  workspace_key = dataiku_workspace_object.example.workspace_key
}

output "links" {
  value = [for object in data.dataiku_workspace_objects.sales.objects : object.html_link.url if object.html_link != null]
}
