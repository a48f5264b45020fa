terraform {
  required_providers {
    dataiku = {
      source = "terraform-provider-dataiku/dataiku"
    }
  }
}

# The key comes from DATAIKU_GOVERN_API_KEY.
provider "dataiku" {
  govern = {
    host = "https://govern.example.com:12200"
  }
}
