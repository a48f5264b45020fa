# The template was made in the UI.
resource "dataiku_code_studio_template" "example" {
  template_id = "vscode"
  label       = "Visual Studio Code"
  tags        = ["editors"]

  container_confs               = ["cpu", "gpu"]
  default_container_conf        = "cpu"
  allow_container_conf_override = true

  settings_json = jsonencode({
    isEditor = true
  })
}
