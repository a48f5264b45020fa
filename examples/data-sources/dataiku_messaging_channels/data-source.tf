data "dataiku_messaging_channels" "all" {}

output "mail_channels" {
  value = [for c in data.dataiku_messaging_channels.all.channels : c.channel_id if c.family == "mail"]
}
