data "dataiku_govern_authorization_matrix" "current" {}

# For an audit: what each user may do, as the node tells it.
output "authorizations_per_user" {
  value = jsondecode(data.dataiku_govern_authorization_matrix.current.per_user_json)
}
