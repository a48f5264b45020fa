resource "dataiku_plugin" "geoadmin" {
  plugin_id = "geoadmin"
}

data "dataiku_plugin" "geoadmin" {
  plugin_id = dataiku_plugin.geoadmin.plugin_id
}

output "installed_version" {
  value = data.dataiku_plugin.geoadmin.version
}
