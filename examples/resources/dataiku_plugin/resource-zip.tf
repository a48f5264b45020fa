# An archive beside the configuration. It was made by `zip report-tools-1.0.0.zip plugin.json` in the directory of the
# plugin: plugin.json must lie at its root.
resource "dataiku_plugin" "report_tools" {
  plugin_id = "report-tools"
  zip_path  = "${path.module}/report-tools-1.0.0.zip"
}

output "report_tools_version" {
  value = dataiku_plugin.report_tools.version
}
