# A project of nobody in particular: who works in it is said one by one, beside what its people do by hand.
resource "dataiku_project" "metrics" {
  project_key         = "METRICS"
  name                = "Company metrics"
  owner               = data.dataiku_current_identity.self.auth_identifier
  project_folder_id   = dataiku_project_folder.teams.id
  deletion_protection = false
}

resource "dataiku_project_grant" "metrics" {
  for_each = module.team

  project_key           = dataiku_project.metrics.project_key
  principal_type        = "group"
  principal             = each.value.group
  read_project_content  = true
  write_project_content = each.key == "engineers"
}

resource "dataiku_project_variable" "currency" {
  project_key = dataiku_project.metrics.project_key
  scope       = "standard"
  name        = "currency"
  value_json  = jsonencode("EUR")
}

resource "dataiku_code_env" "forecasting" {
  lang               = "PYTHON"
  name               = "forecasting"
  python_interpreter = "PYTHON311"
  owner              = data.dataiku_current_identity.self.auth_identifier
  usable_by_all      = false

  spec_package_list = ["statsmodels>=0.14", "pandas>=2.0"]

  permissions = {
    (module.team["analysts"].group)  = { use = true }
    (module.team["engineers"].group) = { use = true, update = true }
  }
}

resource "dataiku_code_env" "statistics" {
  lang              = "R"
  name              = "statistics"
  spec_package_list = ["\"forecast\""]
}
