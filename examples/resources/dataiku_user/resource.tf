variable "initial_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_group" "analysts" {
  name        = "analysts"
  description = "Read and write projects"
}

resource "dataiku_user" "example" {
  login               = "ada"
  display_name        = "Ada Lovelace"
  email               = "ada@example.com"
  user_profile        = "FULL_DESIGNER"
  groups              = [dataiku_group.analysts.name]
  password_wo         = var.initial_password
  password_wo_version = 1

  admin_properties_json = jsonencode({
    cost_center = "4711"
  })
}

# Logs in through SSO: it has no password.
resource "dataiku_user" "grace" {
  login        = "grace"
  display_name = "Grace Hopper"
  source_type  = "LOCAL_NO_AUTH"
}
