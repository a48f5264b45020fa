data "dataiku_govern_blueprint_versions" "project" {
  blueprint_id = "bp.system.govern_project"
}

output "active_versions" {
  value = [for version in data.dataiku_govern_blueprint_versions.project.versions : version.version_id if version.status == "ACTIVE"]
}

# Which version each fork began as.
output "origins_of_forks" {
  value = {
    for version in data.dataiku_govern_blueprint_versions.project.versions :
    version.version_id => version.origin_version_id if version.origin_version_id != null
  }
}
