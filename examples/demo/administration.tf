# How people log in, and what holds for the whole node. What is not written here is left alone.
resource "dataiku_ldap_settings" "directory" {
  enabled                  = true
  url                      = "ldaps://ldap.example.com/dc=example,dc=com"
  bind_dn                  = "cn=dataiku,ou=services,dc=example,dc=com"
  bind_password_wo         = var.initial_password
  bind_password_wo_version = 1
  username_attribute       = "uid"
  default_user_profile     = "READER"
}

resource "dataiku_general_settings" "node" {
  settings_json = jsonencode({
    maxRunningActivities = 20
    security             = { sessionsMaxTotalTimeMinutes = 720 }
  })
}

# A user for machines, with a key of its own.
resource "dataiku_user" "reporting" {
  login        = "svc-reporting"
  display_name = "Reporting service"
  source_type  = "LOCAL_NO_AUTH"
}

resource "dataiku_personal_api_key" "reporting" {
  user  = dataiku_user.reporting.login
  label = "Reporting"
}

resource "dataiku_cluster" "shared" {
  name         = "shared"
  architecture = "KUBERNETES"
}

resource "dataiku_container_execution_config" "small" {
  name                 = "small"
  type                 = "KUBERNETES"
  kubernetes_namespace = "dataiku"
  kubernetes_resources = { mem_limit_mb = 2048, cpu_limit = 1 }
}

resource "dataiku_container_settings" "node" {
  default_k8s_cluster_id   = dataiku_cluster.shared.id
  default_execution_config = dataiku_container_execution_config.small.name
}

# From the store of the vendor, in the environment that it asks for.
resource "dataiku_plugin" "eks" {
  plugin_id = "eks-clusters"
  code_env  = {}
}

resource "dataiku_messaging_channel_slack" "alerts" {
  channel_id             = "alerts"
  mode                   = "WEBHOOK"
  webhook_url_wo         = var.slack_webhook
  webhook_url_wo_version = 1
}

# What people share.
resource "dataiku_workspace" "board" {
  workspace_key = "BOARD"
  display_name  = "Board"

  group_permissions = { for team in module.team : team.group => { read = true } }
}

resource "dataiku_workspace_object" "handbook" {
  workspace_key = dataiku_workspace.board.workspace_key

  html_link = {
    name        = "Handbook"
    url         = "https://example.com/handbook"
    description = "How we work"
  }
}

resource "dataiku_data_collection" "gold" {
  id           = "gold0001"
  display_name = "Gold"
  tags         = ["gold"]

  group_permissions = { for team in module.team : team.group => { read = true } }
}

# The meaning stays on the node when the demo ends: the API cannot delete one.
resource "dataiku_meaning" "department" {
  meaning_id = "department"
  label      = "Department"
  type       = "VALUES_LIST"

  entries = {
    sales = { color = "#2e7d32" }
    legal = { color = "#1565c0" }
  }
}

# What a project must be like.
resource "dataiku_project_standards_check" "size" {
  check_element_type = "project-standards_flow-size"
  name               = "Small flow"
}

resource "dataiku_project_standards_scope" "demo" {
  name             = "demo"
  selection_method = "BY_TAG"
  selected_tags    = ["demo"]
  checks           = [dataiku_project_standards_check.size.id]
}

resource "dataiku_project_standards_scope_order" "all" {
  scopes = [dataiku_project_standards_scope.demo.name]
}

resource "dataiku_project_standards_default_scope" "others" {
  checks = [dataiku_project_standards_check.size.id]
}

data "dataiku_usage_summary" "node" {
  depends_on = [module.team]
}

output "projects_on_the_node" {
  description = "How many projects there are."
  value       = data.dataiku_usage_summary.node.projects
}
