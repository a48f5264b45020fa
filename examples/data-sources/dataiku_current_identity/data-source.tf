data "dataiku_current_identity" "me" {}

output "runs_as" {
  value = data.dataiku_current_identity.me.auth_identifier
}
