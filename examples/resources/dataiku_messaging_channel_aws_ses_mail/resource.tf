variable "ses_secret_key" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_messaging_channel_aws_ses_mail" "example" {
  channel_id = "ses"

  access_key            = "AKIAEXAMPLE"
  secret_key_wo         = var.ses_secret_key
  secret_key_wo_version = 1
  region_or_endpoint    = "eu-west-1"

  sender             = "dss@example.com"
  authorized_domains = ["example.com"]
}
