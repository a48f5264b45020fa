resource "dataiku_group" "sales" {
  name = "sales"
}

resource "dataiku_data_collection" "example" {
  display_name = "Sales"
  description  = "Datasets that the sales teams may use"
  tags         = ["sales", "gold"]

  # Who creates a collection is an administrator of it, and need not be named here.
  group_permissions = {
    (dataiku_group.sales.name) = { read = true }
    data_team                  = { write = true, read = true }
  }
}
