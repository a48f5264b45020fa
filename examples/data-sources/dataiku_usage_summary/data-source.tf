data "dataiku_usage_summary" "current" {
  with_per_project = true
}

output "projects" {
  value = data.dataiku_usage_summary.current.projects
}

output "datasets_by_project" {
  value = {
    for project in jsondecode(data.dataiku_usage_summary.current.summary_json).projectSummaries : project.projectKey => project.datasets.all
  }
}
