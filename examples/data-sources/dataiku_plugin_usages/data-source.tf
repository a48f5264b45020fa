resource "dataiku_plugin" "geoadmin" {
  plugin_id = "geoadmin"
}

data "dataiku_plugin_usages" "geoadmin" {
  plugin_id = dataiku_plugin.geoadmin.plugin_id
}

output "projects_that_use_it" {
  value = distinct([for usage in data.dataiku_plugin_usages.geoadmin.usages : usage.project_key])
}
