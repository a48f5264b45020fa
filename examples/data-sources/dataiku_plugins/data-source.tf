data "dataiku_plugins" "all" {}

output "versions" {
  value = { for plugin in data.dataiku_plugins.all.plugins : plugin.plugin_id => plugin.version }
}

output "development_plugins" {
  value = [for plugin in data.dataiku_plugins.all.plugins : plugin.plugin_id if plugin.is_dev]
}
