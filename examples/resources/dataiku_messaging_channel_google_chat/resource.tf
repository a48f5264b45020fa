variable "chat_webhook_token" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

variable "chat_webhook_key" {
  type      = string
  ephemeral = true
  default   = "change-me-34"
}

resource "dataiku_messaging_channel_google_chat" "example" {
  channel_id = "chat"

  webhook_url_wo         = "https://chat.googleapis.com/v1/spaces/AAAA/messages"
  webhook_url_wo_version = 1

  webhook_key_wo         = var.chat_webhook_key
  webhook_key_wo_version = 1

  webhook_token_wo         = var.chat_webhook_token
  webhook_token_wo_version = 1
}
