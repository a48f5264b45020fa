# The vendor documents no member of the general settings of Govern: these names stand for those that a node answers.
resource "dataiku_govern_general_settings" "example" {
  settings_json = jsonencode({
    studioExternalUrl = "https://govern.example.com"
    mailSettings      = { host = "smtp.example.com", port = 25 }
  })
}
