variable "twilio_token" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_messaging_channel_twilio" "example" {
  channel_id = "on call"

  account_sid           = "AC0123456789"
  auth_token_wo         = var.twilio_token
  auth_token_wo_version = 1
  from_number           = "15551234567"

  users = {
    ada = {}
  }
}
