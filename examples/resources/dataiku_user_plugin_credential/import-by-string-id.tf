import {
  to = dataiku_user_plugin_credential.example
  id = "ada/salesforce/salesforce-api/production/account"
}
