# The directory lets people into the Govern node, too.
resource "dataiku_govern_ldap_settings" "directory" {
  enabled                  = true
  url                      = dataiku_ldap_settings.directory.url
  bind_dn                  = dataiku_ldap_settings.directory.bind_dn
  bind_password_wo         = var.initial_password
  bind_password_wo_version = 1
  username_attribute       = dataiku_ldap_settings.directory.username_attribute
}

resource "dataiku_govern_general_settings" "node" {
  settings_json = jsonencode({
    studioExternalUrl = "https://govern.example.com"
  })
}

# How accurate the model was before monitoring began.
resource "dataiku_govern_time_series" "accuracy" {
  datapoints_json = jsonencode({
    "2026-01-31T00:00:00Z" = 0.93
    "2026-02-28T00:00:00Z" = 0.91
  })

  deletion_protection = false
}

# The other two ways in stay shut.
resource "dataiku_govern_sso_settings" "off" {
  enabled = false
}

resource "dataiku_govern_azure_ad_settings" "off" {
  enabled = false
}
