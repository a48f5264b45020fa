resource "dataiku_code_studio_template" "vscode" {
  template_id     = "vscode"
  container_confs = ["cpu"]

  # The images are built anew whenever the template changes.
  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.dataiku_code_studio_template_build.vscode]
    }
  }
}

action "dataiku_code_studio_template_build" "vscode" {
  config {
    template_id = "vscode"
    timeout     = "45m"
  }
}
