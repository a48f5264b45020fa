resource "dataiku_personal_api_key" "reporting" {
  user  = "admin"
  label = "Reporting"
}

# The key itself is not shown.
data "dataiku_personal_api_key" "reporting" {
  id = dataiku_personal_api_key.reporting.id
}
