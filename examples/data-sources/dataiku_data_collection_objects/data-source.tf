resource "dataiku_data_collection" "sales" {
  display_name = "Sales"
}

resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn prediction"
  owner               = "admin"
  deletion_protection = false
}

resource "dataiku_data_collection_object" "example" {
  data_collection_id = dataiku_data_collection.sales.id
  project_key        = dataiku_project.churn.project_key
  dataset_name       = "customers"
}

data "dataiku_data_collection_objects" "sales" {
  data_collection_id = dataiku_data_collection_object.example.data_collection_id
}

output "datasets" {
  value = [for object in data.dataiku_data_collection_objects.sales.objects : "${object.project_key}.${object.dataset_name}"]
}
