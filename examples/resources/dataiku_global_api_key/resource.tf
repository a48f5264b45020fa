resource "dataiku_group" "pipelines" {
  name = "pipelines"

  abilities = {
    may_create_projects = true
  }
}

# With the rights of groups (DSS 14.3 and later).
resource "dataiku_global_api_key" "example" {
  label       = "Pipelines"
  description = "Used by the orchestrator"
  groups      = [dataiku_group.pipelines.name]
}

# With permissions of its own.
resource "dataiku_global_api_key" "monitoring" {
  label = "Monitoring"

  global_permissions = {
    may_create_projects = false
    may_manage_clusters = true
  }
}

output "pipelines_key" {
  value     = dataiku_global_api_key.example.key
  sensitive = true
}
