import {
  to = dataiku_user_plugin_credential.example
  identity = {
    login         = "ada"
    plugin        = "salesforce"
    parameter_set = "salesforce-api"
    preset        = "production"
    parameter     = "account"
  }
}
