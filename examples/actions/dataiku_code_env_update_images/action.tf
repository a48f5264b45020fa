variable "base_image" {
  type    = string
  default = "2026-05"
}

resource "dataiku_code_env" "training" {
  lang              = "PYTHON"
  name              = "training"
  spec_package_list = ["scikit-learn"]
}

action "dataiku_code_env_update_images" "training" {
  config {
    lang = dataiku_code_env.training.lang
    name = dataiku_code_env.training.name
  }
}

# Here whenever the base image changed; by hand with
# terraform apply -invoke=action.dataiku_code_env_update_images.training
resource "terraform_data" "base_image" {
  input = var.base_image

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.dataiku_code_env_update_images.training]
    }
  }
}
