data "dataiku_workspaces" "all" {}

output "keys" {
  value = [for workspace in data.dataiku_workspaces.all.workspaces : workspace.workspace_key]
}
