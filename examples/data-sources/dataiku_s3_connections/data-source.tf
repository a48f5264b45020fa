data "dataiku_s3_connections" "all" {}

output "connections_with_keys" {
  value = [for c in data.dataiku_s3_connections.all.connections : c.name if c.aws_credentials_mode == "KEYPAIR"]
}
