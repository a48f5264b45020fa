terraform {
  required_providers {
    dataiku = {
      source = "terraform-provider-dataiku/dataiku"
    }
  }
}

# The keys come from the environment: DATAIKU_API_KEY and DATAIKU_GOVERN_API_KEY.
provider "dataiku" {
  host = "https://dss.example.com:11200"

  govern = {
    host = "https://govern.example.com:12200"
  }
}
