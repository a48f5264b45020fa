# The login of the user, the plugin, the parameter set, the preset and the parameter
terraform import dataiku_user_plugin_credential.example "ada/salesforce/salesforce-api/production/account"
