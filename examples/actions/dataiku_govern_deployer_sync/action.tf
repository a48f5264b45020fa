# By hand with terraform apply -invoke=action.dataiku_govern_deployer_sync.all
action "dataiku_govern_deployer_sync" "all" {
  config {
    timeout = "30m"
  }
}
