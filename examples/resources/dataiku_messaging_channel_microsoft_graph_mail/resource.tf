variable "graph_client_secret" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_messaging_channel_microsoft_graph_mail" "example" {
  channel_id = "microsoft365"

  client_id                = "3f1c7f0e-2f0a-4a55-9d1b-0f5f3a1c2b3d"
  tenant_id                = "8d5b1c7e-6a2f-4c1d-8e3b-5f7a9b0c1d2e"
  client_secret_wo         = var.graph_client_secret
  client_secret_wo_version = 1

  sender                     = "dss@example.com"
  use_current_user_as_sender = true
}
