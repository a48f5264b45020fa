data "dataiku_govern_global_api_keys" "all" {}

output "keys_that_never_expire" {
  value = [for key in data.dataiku_govern_global_api_keys.all.keys : key.label if key.expires_on == 0]
}
