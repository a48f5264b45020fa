ephemeral "dataiku_govern_node" "connected" {}

# Hands the address and the key to whatever the run talks to, for example a second provider block.
provider "dataiku" {
  alias = "govern"

  govern = {
    host    = ephemeral.dataiku_govern_node.connected.node_url
    api_key = ephemeral.dataiku_govern_node.connected.api_key
  }
}
