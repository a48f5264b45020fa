resource "dataiku_user" "service" {
  login        = "svc-reporting"
  display_name = "Reporting service"
  source_type  = "LOCAL_NO_AUTH"
}

# Whoever has the key acts as the user.
resource "dataiku_personal_api_key" "example" {
  user        = dataiku_user.service.login
  label       = "Reporting"
  description = "Used by the nightly report"
}

output "reporting_key" {
  value     = dataiku_personal_api_key.example.key
  sensitive = true
}
