data "dataiku_personal_api_keys" "all" {}

output "keys_made_for_others" {
  value = [for key in data.dataiku_personal_api_keys.all.keys : key.user if key.user != key.created_by]
}
