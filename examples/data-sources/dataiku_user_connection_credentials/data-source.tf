data "dataiku_user_connection_credentials" "all" {}

output "users_of_the_warehouse" {
  value = [for c in data.dataiku_user_connection_credentials.all.credentials : c.login if c.connection_name == "warehouse"]
}
