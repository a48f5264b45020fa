data "dataiku_govern_current_identity" "me" {}

output "runs_on_govern_as" {
  value = data.dataiku_govern_current_identity.me.auth_identifier
}
