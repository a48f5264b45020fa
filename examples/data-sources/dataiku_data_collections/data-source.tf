data "dataiku_data_collections" "all" {}

output "names" {
  value = { for collection in data.dataiku_data_collections.all.collections : collection.id => collection.display_name }
}
