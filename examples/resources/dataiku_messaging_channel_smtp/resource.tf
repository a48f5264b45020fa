variable "smtp_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_messaging_channel_smtp" "example" {
  channel_id = "Team mail"

  host                = "mail.example.com"
  port                = 587
  use_tls             = true
  login               = "dss"
  password_wo         = var.smtp_password
  password_wo_version = 1

  sender             = "dss@example.com"
  authorized_domains = ["example.com", "example.org"]

  session_properties = {
    "mail.smtp.timeout" = "10000"
  }

  groups = {
    data_team = {}
    interns   = { can_use = false }
  }
}
