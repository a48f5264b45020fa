# Things to do, not to have: terraform apply -invoke=action.dataiku_connection_test.warehouse
action "dataiku_connection_test" "warehouse" {
  config {
    name = dataiku_connection_postgresql.warehouse.name
  }
}

action "dataiku_code_env_update_packages" "forecasting" {
  config {
    lang = dataiku_code_env.forecasting.lang
    name = dataiku_code_env.forecasting.name
  }
}
