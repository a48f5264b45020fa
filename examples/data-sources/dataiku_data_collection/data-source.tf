resource "dataiku_data_collection" "sales" {
  display_name = "Sales"
}

data "dataiku_data_collection" "sales" {
  id = dataiku_data_collection.sales.id
}

output "who_may_do_what" {
  value = data.dataiku_data_collection.sales.user_permissions
}
