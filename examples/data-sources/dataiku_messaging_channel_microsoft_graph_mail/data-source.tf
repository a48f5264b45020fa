resource "dataiku_messaging_channel_microsoft_graph_mail" "team" {
  channel_id = "microsoft365"
  tenant_id  = "acme"
}

data "dataiku_messaging_channel_microsoft_graph_mail" "team" {
  channel_id = dataiku_messaging_channel_microsoft_graph_mail.team.id
}

output "tenant_id" {
  value = data.dataiku_messaging_channel_microsoft_graph_mail.team.tenant_id
}
