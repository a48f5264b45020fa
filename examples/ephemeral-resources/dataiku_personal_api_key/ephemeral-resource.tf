# Exists during the run only: made when the run needs it, deleted at its end, never stored.
ephemeral "dataiku_personal_api_key" "deployment" {
  user  = "admin"
  label = "Deployment"
}

# Hands the key to whatever the run talks to, for example a second provider block.
provider "dataiku" {
  alias   = "as_admin"
  api_key = ephemeral.dataiku_personal_api_key.deployment.key
}
