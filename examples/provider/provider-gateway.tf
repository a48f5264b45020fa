terraform {
  required_providers {
    dataiku = {
      source = "terraform-provider-dataiku/dataiku"
    }
  }
}

variable "gateway_token" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

provider "dataiku" {
  host        = "https://dss.example.com:11200"
  auth_method = "bearer"

  http_headers = {
    "X-Gateway-Token" = var.gateway_token
  }

  request_timeout         = "2m"
  max_retries             = 6
  max_concurrent_requests = 4
}
