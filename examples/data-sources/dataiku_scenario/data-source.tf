resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn prediction"
  owner               = "admin"
  deletion_protection = false
}

resource "dataiku_scenario" "nightly" {
  project_key = dataiku_project.churn.project_key
  scenario_id = "Nightly_build"
  name        = "Nightly build"
  type        = "step_based"
  active      = true
}

data "dataiku_scenario" "nightly" {
  project_key = dataiku_scenario.nightly.project_key
  scenario_id = dataiku_scenario.nightly.scenario_id
}

output "steps" {
  value = jsondecode(data.dataiku_scenario.nightly.definition_json).params.steps
}
