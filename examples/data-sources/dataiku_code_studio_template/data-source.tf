data "dataiku_code_studio_template" "jupyterlab" {
  template_id = "jupyterlab"
}

output "blocks" {
  value = [for block in jsondecode(data.dataiku_code_studio_template.jupyterlab.params_json).blocks : block.type]
}
