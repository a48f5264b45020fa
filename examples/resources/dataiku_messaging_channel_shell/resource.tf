resource "dataiku_messaging_channel_shell" "example" {
  channel_id     = "ticket"
  execution_type = "COMMAND"
  command        = "/opt/acme/open-ticket"

  groups = {
    operators = {}
  }
}
