variable "base_image" {
  type    = string
  default = "2026-05"
}

resource "dataiku_code_env" "reports" {
  lang              = "PYTHON"
  name              = "reports"
  spec_package_list = ["jinja2", "weasyprint"]
}

# Builds the environment anew, with the newest releases that fit.
action "dataiku_code_env_update_packages" "reports" {
  config {
    lang              = dataiku_code_env.reports.lang
    name              = dataiku_code_env.reports.name
    force_rebuild_env = true
    timeout           = "45m"
  }
}

# Here whenever the host got another base image; by hand with
# terraform apply -invoke=action.dataiku_code_env_update_packages.reports
resource "terraform_data" "base_image" {
  input = var.base_image

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.dataiku_code_env_update_packages.reports]
    }
  }
}
