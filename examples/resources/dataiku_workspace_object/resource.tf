resource "dataiku_workspace" "sales" {
  workspace_key = "SALES"
  display_name  = "Sales"
}

resource "dataiku_workspace_object" "example" {
  workspace_key = dataiku_workspace.sales.workspace_key

  html_link = {
    name        = "Handbook"
    url         = "https://example.com/handbook"
    description = "How we sell"
  }
}

resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn prediction"
  owner               = "admin"
  deletion_protection = false
}

# A dashboard of a project, by the identifier in its address.
resource "dataiku_workspace_object" "dashboard" {
  workspace_key = dataiku_workspace.sales.workspace_key

  reference = {
    project_key = dataiku_project.churn.project_key
    type        = "DASHBOARD"
    id          = "aBcD1234"
  }
}
