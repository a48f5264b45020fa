data "dataiku_user_secrets" "all" {}

# Whose secrets these are and how they are called; their values are never shown.
output "names_of_secrets" {
  value = { for secret in data.dataiku_user_secrets.all.secrets : secret.login => secret.name... }
}
