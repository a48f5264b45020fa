resource "dataiku_connection_postgresql" "warehouse" {
  name = "warehouse"
  host = "warehouse.example.com"
  db   = "analytics"

  # The catalog has the tables of a new connection without waiting for the nightly index.
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.dataiku_catalog_index.warehouse]
    }
  }
}

action "dataiku_catalog_index" "warehouse" {
  config {
    connection_names = ["warehouse"]
  }
}
