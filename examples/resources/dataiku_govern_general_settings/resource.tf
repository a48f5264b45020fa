variable "mail_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

# The vendor documents no member of the general settings of Govern: these names stand for those that a node answers.
resource "dataiku_govern_general_settings" "example" {
  settings_json = jsonencode({
    studioExternalUrl = "https://govern.example.com"
    mailSettings      = { host = "smtp.example.com", port = 25, login = "govern" }
  })

  secret_settings_wo = {
    "mailSettings.password" = var.mail_password
  }
  secret_settings_wo_version = 1
}
