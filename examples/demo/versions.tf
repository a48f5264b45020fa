terraform {
  required_version = ">= 1.11"

  required_providers {
    dataiku = {
      source  = "terraform-provider-dataiku/dataiku"
      version = ">= 0.0.1"
    }
  }
}

# The addresses and keys of both nodes come from the environment: DATAIKU_HOST, DATAIKU_API_KEY, DATAIKU_GOVERN_HOST
# and DATAIKU_GOVERN_API_KEY.
provider "dataiku" {}
