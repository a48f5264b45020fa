# Exists during the run only: made when the run needs it, deleted at its end, never stored.
ephemeral "dataiku_govern_global_api_key" "deployment" {
  label = "Deployment"
  admin = true
}

# Hands the key to whatever the run talks to, for example a second provider block.
provider "dataiku" {
  alias = "as_deployment"

  govern = {
    api_key = ephemeral.dataiku_govern_global_api_key.deployment.key
  }
}
