# Run it with terraform apply -invoke=action.dataiku_code_env_create_from_preset.forecasting
action "dataiku_code_env_create_from_preset" "forecasting" {
  config {
    preset_name        = "forecasting"
    prefix             = "shared-"
    python_interpreter = "PYTHON311"
  }
}
