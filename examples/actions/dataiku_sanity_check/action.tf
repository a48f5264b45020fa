# By hand with terraform apply -invoke=action.dataiku_sanity_check.node
action "dataiku_sanity_check" "node" {
  config {
    exclude_codes = ["WARN_SANITY_CHECK_LOCAL_BACKUP"]
  }
}
