data "dataiku_govern_artifacts" "projects" {
  blueprint_ids    = ["bp.system.govern_project", "bp.system.business_initiative"]
  include_archived = true
}

# Filters apply together, with those of the other arguments.
data "dataiku_govern_artifacts" "administrators" {
  blueprint_version_ids = ["bp.system.user/bv.system.default", "bp.system.group/bv.system.default"]

  filters_json = jsonencode([
    { type = "field", conditionType = "START_WITH", condition = "admin" },
  ])

  sort = {
    column    = "name"
    direction = "DESC"
  }
}

output "names_of_administrators" {
  value = [for id in data.dataiku_govern_artifacts.administrators.ids :
  data.dataiku_govern_artifacts.administrators.artifacts[id].name]
}

output "archived_projects" {
  value = [for artifact in data.dataiku_govern_artifacts.projects.artifacts : artifact.name if artifact.archived]
}
