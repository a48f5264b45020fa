terraform {
  required_providers {
    dataiku = {
      source = "terraform-provider-dataiku/dataiku"
    }
  }
}

variable "hosts" {
  description = "Address of the Govern node of each workspace."
  type        = map(string)
}

# The workspace is the node, so the state of one node never meets another. The key comes from DATAIKU_GOVERN_API_KEY.
provider "dataiku" {
  govern = {
    host = var.hosts[terraform.workspace]
  }
}
