variable "proxy_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

# What is not written here is left alone.
resource "dataiku_general_settings" "example" {
  settings_json = jsonencode({
    maxRunningActivities = 20

    security = {
      sessionsMaxTotalTimeMinutes = 720
      forceSingleSessionPerUser   = false
    }

    proxySettings = {
      host              = "proxy.example.com"
      port              = 3128
      useAuthentication = true
      username          = "dataiku"
    }

    impersonation = {
      enabled = true
      userRules = [
        { scope = "GLOBAL", type = "REGEXP_RULE", ruleFrom = "(.*)", targetUnix = "$1" },
      ]
    }
  })

  secret_settings_wo = {
    "proxySettings.password" = var.proxy_password
  }
  secret_settings_wo_version = 1
}
