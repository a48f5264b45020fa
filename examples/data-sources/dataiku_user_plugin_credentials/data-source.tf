data "dataiku_user_plugin_credentials" "all" {}

output "users_with_a_salesforce_account" {
  value = [for c in data.dataiku_user_plugin_credentials.all.credentials : c.login if c.plugin == "salesforce"]
}
