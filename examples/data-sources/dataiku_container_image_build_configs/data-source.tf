# Needs DSS 15.
data "dataiku_container_image_build_configs" "all" {}

output "names" {
  value = data.dataiku_container_image_build_configs.all.configs[*].name
}
