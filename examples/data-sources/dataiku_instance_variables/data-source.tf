data "dataiku_instance_variables" "all" {}

output "region" {
  value = lookup(jsondecode(data.dataiku_instance_variables.all.variables_json), "region", "none")
}
