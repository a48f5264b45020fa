variable "initial_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_govern_user" "example" {
  login               = "ada"
  display_name        = "Ada Lovelace"
  email               = "ada@example.com"
  user_profile        = "FULL_DESIGNER"
  groups              = ["readers"]
  password_wo         = var.initial_password
  password_wo_version = 1

  admin_properties_json = jsonencode({
    cost_center = "4711"
  })
}

# Logs in through SSO: the user has no password.
resource "dataiku_govern_user" "grace" {
  login        = "grace"
  display_name = "Grace Hopper"
  source_type  = "LOCAL_NO_AUTH"
}
