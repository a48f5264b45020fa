resource "dataiku_code_env" "reports" {
  lang = "PYTHON"
  name = "reports"
}

data "dataiku_code_env_usages" "reports" {
  lang = dataiku_code_env.reports.lang
  name = dataiku_code_env.reports.name
}

# All environments of the node.
data "dataiku_code_env_usages" "all" {}

output "projects_with_reports" {
  value = distinct([for usage in data.dataiku_code_env_usages.reports.usages : usage.project_key if usage.accessible])
}
