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

data "dataiku_scenarios" "churn" {
  project_key = dataiku_scenario.nightly.project_key
}

output "active_scenarios" {
  value = [for scenario in data.dataiku_scenarios.churn.scenarios : scenario.name if scenario.active]
}
