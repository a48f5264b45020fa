data "dataiku_container_execution_configs" "all" {}

output "for_everybody" {
  value = [for config in data.dataiku_container_execution_configs.all.configs : config.name if config.usable_by == "ALL"]
}
